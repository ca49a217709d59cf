import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyLedger } from "./apply-ledger";
import type { Finding } from "./finding";
import { lessonLine, lessonStamp, plural } from "./lesson-line";
import type { NormalisedSession } from "./normalised-session";
import { isRecurrent, lastDay, memorySupport, type Occurrence, supportOf } from "./support";

const session = (actorKey: string): NormalisedSession => ({
  id: "s",
  actorKey,
  startedAtMs: null,
  outcome: null,
  metadata: {},
  calls: [],
  utterances: [],
  reports: [],
  eventCount: 0,
});
const sessions = ["ann|x", "ann|x", "bob|x", "ann|y"].map(session);
const dayMs = 86_400_000;
const seen = (...places: [number, number | null][]): Occurrence[] =>
  places.map(([at, day]) => ({ session: at, atMs: day === null ? null : day * dayMs }));

describe("supportOf", () => {
  it("counts sessions, actors and days once each, and occurrences all", () => {
    expect(supportOf(seen([0, 1], [0, 1.5], [1, 2], [2, null]), sessions, 9)).toMatchObject({
      occurrences: 4,
      opportunities: 9,
      sessions: 3,
      actors: 2,
      days: 2,
    });
  });

  it("counts as a naive recount does", () => {
    const place = fc.tuple(fc.nat(3), fc.option(fc.nat(4)));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), (places) => {
        const support = supportOf(seen(...places), sessions);
        expect(support).toMatchObject({
          occurrences: places.length,
          sessions: new Set(places.map(([at]) => at)).size,
          days: new Set(places.flatMap(([, day]) => day ?? [])).size,
        });
        expect(support.actors).toBeLessThanOrEqual(support.sessions);
        expect(supportOf(seen(...places.toReversed()), sessions)).toEqual(support);
      }),
      { numRuns: 100 },
    );
  });
});

describe("isRecurrent", () => {
  it.each([
    [
      [
        [0, 1],
        [2, 1],
      ],
      true,
    ],
    [
      [
        [0, 1],
        [3, 1],
      ],
      true,
    ],
    [
      [
        [0, 1],
        [1, 2],
      ],
      false,
    ],
    [
      [
        [0, 1],
        [0, 2],
        [0, 3],
        [0, 4],
      ],
      false,
    ],
    [
      [
        [0, 1],
        [1, 1],
        [2, 1],
      ],
      true,
    ],
    [[], false],
  ] as [[number, number][], boolean][])("%j → %s", (places, expected) => {
    expect(isRecurrent(supportOf(seen(...places), sessions))).toBe(expected);
  });

  it("holds for three sessions of one actor", () => {
    expect(isRecurrent({ ...memorySupport(3), sessions: 3, actors: 1 })).toBe(true);
  });
});

describe("lessonLine", () => {
  it("says on how much it rests, without a day where none is known", () => {
    const two = supportOf(seen([0, 1], [2, 3]), sessions);
    expect(lessonLine("x", two, seen([0, 1], [2, 3]))).toBe("- x (seen 2 sessions, 2 agents, last 1970-01-04)");
    expect(lessonLine("x", { ...two, sessions: 1, actors: 1 }, seen([0, null]))).toBe("- x (seen 1 session, 1 agent)");
    expect(lastDay(seen([0, 3], [0, 1], [0, null]))).toBe("1970-01-04");
    expect(plural(0, "file")).toBe("0 files");
  });

  it("ends in a stamp that is known as one and comes off whole", () => {
    const support = supportOf(seen([0, 1]), sessions);
    expect(lessonLine("a (b) c", support, seen([0, 1])).replace(lessonStamp, "")).toBe("- a (b) c");
    expect("it was (seen 2 sessions ago)".replace(lessonStamp, "")).toBe("it was (seen 2 sessions ago)");
  });
});

describe("applyLedger", () => {
  const finding = (identity: string, count: number, state: Finding["state"] = "proposed"): Finding => ({
    detector: "D0",
    kind: "lesson",
    subject: { statement: "" },
    identity,
    tier: "recurrent",
    claim: "",
    conditions: [],
    support: { ...memorySupport(0), sessions: count },
    evidence: [],
    state,
    droppedReason: null,
    edits: [{ op: "create", path: "/x.md", title: "x", block: [] }],
  });
  const state = (before: number, now: number) =>
    applyLedger([finding("a", now)], { rejections: [{ identity: "a", sessions: before }] })[0]?.state;

  it.each([
    [0, 0, "suppressed"],
    [0, 1, "proposed"],
    [1, 1, "suppressed"],
    [1, 2, "proposed"],
    [2, 2, "suppressed"],
    [2, 3, "proposed"],
    [4, 5, "suppressed"],
    [4, 6, "proposed"],
    [5, 7, "suppressed"],
    [5, 8, "proposed"],
    [100, 149, "suppressed"],
    [100, 150, "proposed"],
  ])("what was rejected with %i sessions and has %i is %s", (before, now, expected) => {
    expect(state(before, now)).toBe(expected);
  });

  it("takes the strongest of several rejections, and leaves what was not rejected as it is", () => {
    const rejections = [
      { identity: "a", sessions: 2 },
      { identity: "a", sessions: 8 },
      { identity: "a", sessions: 1 },
    ];
    const other = finding("b", 1);
    const [first, second] = applyLedger([finding("a", 9), other], { rejections });
    expect(first).toMatchObject({ state: "suppressed", edits: [] });
    expect(second).toBe(other);
  });

  it("does not rewrite why something was suppressed already", () => {
    const known = { ...finding("a", 1, "suppressed"), droppedReason: "untrusted" };
    expect(applyLedger([known], { rejections: [{ identity: "a", sessions: 1 }] })).toEqual([known]);
  });
});
