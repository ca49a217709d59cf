import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runStages } from "./stage.mjs";

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, "log").mockImplementation((line) => void said.push(String(line)));
});
afterEach(() => vi.restoreAllMocks());

describe("runStages", () => {
  it("runs a group side by side and the next stage after all of it, and counts everything", async () => {
    const order: string[] = [];
    const stage = (title: string, until: Promise<unknown>, failed = 0) => ({
      title,
      run: async () => {
        order.push(`${title} begins`);
        await until;
        order.push(`${title} ends`);
        return { passed: 2, failed, report: "what broke" };
      },
    });
    let release: (value?: unknown) => void = () => undefined;
    const slow = stage(
      "slow",
      new Promise((resolve) => {
        release = resolve;
      }),
      1,
    );
    const quick = {
      title: "quick",
      run: async () => {
        release();
        return { passed: 1, failed: 0, report: "" };
      },
    };
    expect(await runStages([[slow, quick], stage("last", Promise.resolve())])).toBe(false);
    expect(order).toEqual(["slow begins", "slow ends", "last begins", "last ends"]);
    expect(said.at(-1)).toBe("5 passed, 1 failed");
    expect(said).toContain("    what broke\n");
  });

  it("runs a list within a group in its order, beside the rest of the group", async () => {
    const order: string[] = [];
    let release: (value?: unknown) => void = () => undefined;
    const second = new Promise((resolve) => {
      release = resolve;
    });
    const stage = (title: string, act: () => unknown) => ({
      title,
      run: async () => {
        order.push(title);
        await act();
        return { passed: 1, failed: 0, report: "" };
      },
    });
    const beside = stage("beside", () => second);
    expect(await runStages([[beside, [stage("first", () => null), stage("second", release)]]])).toBe(true);
    expect(order).toEqual(["beside", "first", "second"]);
  });

  it("counts a stage that throws as failed and goes on", async () => {
    const broken = { title: "broken", run: () => Promise.reject(new Error("no such program")) };
    const sound = { title: "sound", run: async () => ({ passed: 1, failed: 0, report: "" }) };
    expect(await runStages([broken, sound])).toBe(false);
    expect(said.join("\n")).toContain("no such program");
    expect(said.at(-1)).toBe("1 passed, 1 failed");
  });
});
