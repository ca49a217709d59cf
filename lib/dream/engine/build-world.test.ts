import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildWorld } from "./build-world";
import type { EngineSession } from "./engine-input";
import { insideStore, normalisePath } from "./memory-paths";
import { findRemembered } from "./remembered";
import { orderSessions } from "./session-order";
import { bash, buildInput, buildMemory, buildSession, type Step } from "./testing-builders";
import { anyWorld } from "./testing-worlds";

const world = (sessions: EngineSession[], files: Record<string, string> = {}) =>
  buildWorld(
    buildInput({ sessions, memories: Object.entries(files).map(([path, content]) => buildMemory(path, content)) }),
    async () => {},
  );

const copied: Step = { ...bash("ls x", "ok"), sourceId: "toolu_1" } as Step;

describe("buildWorld", () => {
  it("tells once what two transcripts tell of, in the session that began first", async () => {
    const first = buildSession("z", [copied, bash("ls y", "ok")]);
    const { sessions } = await world([buildSession("a", [copied], { started_at: "2026-03-02T09:00:00Z" }), first]);
    expect(sessions.map(({ id, calls }) => [id, calls.length])).toEqual([
      ["session_z", 2],
      ["session_a", 0],
    ]);
  });

  it("keeps equal calls apart that were made at two times, or that no source names", async () => {
    const { sessions } = await world([
      buildSession("a", [copied]),
      buildSession("b", [{ user: "x" }, copied]),
      buildSession("c", [bash("ls y", "ok")]),
      buildSession("d", [bash("ls y", "ok")]),
    ]);
    expect(sessions.map(({ calls }) => calls.length)).toEqual([1, 1, 1, 1]);
  });

  it("numbers the calls of each session without holes, and knows their session by its place", async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (input) => {
        const built = await buildWorld(input, async () => {});
        built.sessions.forEach(({ calls }, position) => {
          expect(calls.map(({ ordinal }) => ordinal)).toEqual(calls.map((_, index) => index));
          expect(calls.every(({ session }) => session === position)).toBe(true);
        });
        const paths = built.documents.map(({ path }) => path);
        expect(paths).toEqual([...paths].sort());
      }),
      { numRuns: 40 },
    );
  });

  it("reports after each session, and lets the reporter stop it", async () => {
    const sessions = ["a", "b", "c"].map((name) => buildSession(name, []));
    const seen: number[][] = [];
    const stopped = buildWorld(buildInput({ sessions }), async (done, total) => {
      seen.push([done, total]);
      if (done === 2) throw new Error("stop");
    });
    await expect(stopped).rejects.toThrow("stop");
    expect(seen).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });
});

describe("orderSessions", () => {
  const session = (name: string, over: Partial<EngineSession> = {}) =>
    buildSession(name, [bash(`ls ${name}`, "ok")], over);

  it("orders by start, and sessions of one moment by what happened and not by their names", () => {
    const early = session("z", { started_at: "2026-03-01T00:00:00Z" });
    const [one, other] = [session("a"), session("b")];
    const orders = [
      [one, other, early],
      [other, early, one],
    ].map(orderSessions);
    expect(orders[0]?.[0]).toBe(early);
    expect(orders[0]).toEqual(orders[1]);
    const renamed = orderSessions([
      { ...one, id: "zzz" },
      { ...other, id: "aaa" },
    ]);
    expect(renamed.map(({ events }) => events[0]?.id)).toEqual(orders[0]?.slice(1).map(({ events }) => events[0]?.id));
  });

  it("falls back on ids for two sessions in which the same happened", () => {
    const twin = session("a");
    expect(
      orderSessions([
        { ...twin, id: "b" },
        { ...twin, id: "a" },
      ]).map(({ id }) => id),
    ).toEqual(["a", "b"]);
  });

  it("changes nothing in the list that it is given", () => {
    const given = [session("b"), session("a")];
    const before = [...given];
    orderSessions(given);
    expect(given).toEqual(before);
  });
});

describe("normalisePath", () => {
  it.each([
    ["a/./b//c", "/a/b/c"],
    ["/a/../b", "/b"],
    ["", "/"],
    ["a/..", "/"],
    ["..", null],
    ["/a/../../b", null],
    ["...", "/..."],
  ])("%j → %j", (path, expected) => {
    expect(normalisePath(path)).toBe(expected);
  });

  it("never leaves the root, and is done after one pass", () => {
    const path = fc
      .array(fc.constantFrom("a", "..", ".", "", "b.md", "..."), { maxLength: 9 })
      .map((parts) => parts.join("/"));
    fc.assert(
      fc.property(path, (text) => {
        const normal = normalisePath(text);
        if (normal === null) return;
        expect(normal.split("/")).not.toContain("..");
        expect(normalisePath(normal)).toBe(normal);
      }),
      { numRuns: 100 },
    );
  });
});

describe("insideStore", () => {
  it("takes the prefix of its own mount off and refuses any other's", async () => {
    const own = await world([]);
    expect(insideStore("/mnt/memory/team-notes/a.md", own)).toBe("/a.md");
    expect(insideStore("/memories/team-notes", own)).toBe("/");
    expect(insideStore("/mnt/memory/team-notes-2/a.md", own)).toBeNull();
    expect(insideStore("a.md", own)).toBe("a.md");
  });
});

describe("findRemembered", () => {
  it("finds the first unit that holds all words as words, and what else is wanted", async () => {
    const own = await world([], {
      "/b.md": "- use `pay-prod`\n- `payments` is gone; use `pay-prod`\n",
      "/a.md": "pay-prod-2 payments\n",
    });
    expect(findRemembered(own, ["payments", "pay-prod"])).toEqual({ path: "/b.md", line: 2 });
    expect(findRemembered(own, ["pay-prod"], /gone/)).toEqual({ path: "/b.md", line: 2 });
    expect(findRemembered(own, ["pay-prod"], /absent/)).toBeNull();
    expect(findRemembered(own, ["pay"])).toBeNull();
  });
});
