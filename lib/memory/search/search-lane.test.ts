import { describe, expect, it } from "vitest";
import { inSearchLane } from "./search-lane";

/** Starts as many searches as asked for, each of which ends when it is told to. */
function occupy(name: "pattern" | "plain", count: number) {
  const running: { end: () => void; timeLimitMs: number }[] = [];
  const all = Array.from({ length: count }, () =>
    inSearchLane(name, (timeLimitMs) => new Promise<void>((end) => running.push({ end, timeLimitMs }))),
  );
  return { running, all };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("search lanes", () => {
  it("run a few at once in the order of their coming, with less time for each while many wait", async () => {
    const { running, all } = occupy("pattern", 12);
    await settle();
    expect(running).toHaveLength(3);
    let most = 3;
    while (running.length > 0) {
      most = Math.max(most, running.length);
      running.shift()?.end();
      await settle();
    }
    await Promise.all(all);
    expect(most).toBe(3);
  });

  it("give the whole time to one that is alone and little to one with many behind it", async () => {
    const limits: number[] = [];
    await inSearchLane("pattern", async (timeLimitMs) => void limits.push(timeLimitMs));
    const { running, all } = occupy("pattern", 40);
    await settle();
    while (running.length > 0) {
      const search = running.shift();
      limits.push(search?.timeLimitMs ?? 0);
      search?.end();
      await settle();
    }
    await Promise.all(all);
    expect(limits[0]).toBe(2_000);
    expect(Math.min(...limits)).toBe(300);
    expect(limits.at(-1)).toBe(2_000);
  });

  it("go on after a failure and do not wait for each other", async () => {
    const { running, all } = occupy("pattern", 3);
    await settle();
    expect(await inSearchLane("plain", async () => "answered")).toBe("answered");
    for (const search of running) search.end();
    await Promise.all(all);
    for (let turn = 0; turn < 10; turn++) {
      await expect(inSearchLane("pattern", () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
    }
    expect(await inSearchLane("pattern", async () => "free")).toBe("free");
  });

  it("turn searches away when too many wait", async () => {
    const { running, all } = occupy("plain", 206);
    await settle();
    await expect(inSearchLane("plain", async () => undefined)).rejects.toMatchObject({ status: 429 });
    while (running.length > 0) {
      running.shift()?.end();
      await settle();
    }
    await Promise.all(all);
  });
});
