import { describe, expect, it } from "vitest";
import type { WireActor } from "@/lib/contract/common";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { type TimelineRow, timelineRows } from "./timeline-rows";

const agent: WireActor = { type: "session_actor", session_id: "sesn_01" };
const person: WireActor = { type: "user_actor", user_id: "user_01" };

let sequence = 0;

function buildVersion(
  overrides: Partial<MemoryVersion> = {},
  reverie: Partial<MemoryVersion["reverie"]> = {},
): MemoryVersion {
  sequence += 1;
  return {
    id: `memver_${sequence}`,
    type: "memory_version",
    memory_id: "mem_1",
    memory_store_id: "memstore_1",
    operation: "modified",
    created_at: "2026-05-03T10:00:00Z",
    created_by: agent,
    path: "/a.md",
    content: null,
    content_sha256: "0".repeat(64),
    content_size_bytes: 100,
    redacted_at: null,
    redacted_by: null,
    reverie: { sequence, via: "api", reason: null, dream_id: null, change_id: null, event_id: null, ...reverie },
    ...overrides,
  };
}

function rowsOf(
  versions: MemoryVersion[],
  toggledRuns: string[] = [],
  selectedId: string | null = null,
): TimelineRow[] {
  return timelineRows(versions, {
    now: new Date("2026-05-03T12:00:00Z"),
    timeZone: "UTC",
    toggledRuns: new Set(toggledRuns),
    selectedId,
  });
}

function entryOf(row: TimelineRow | undefined) {
  if (row?.kind !== "version") throw new Error("expected a version");
  return row.entry;
}

describe("timelineRows", () => {
  it("puts a heading over each day, in words for the newest two", () => {
    const rows = rowsOf([
      buildVersion({ created_by: person }),
      buildVersion({ created_by: person, created_at: "2026-05-02T10:00:00Z" }),
      buildVersion({ created_by: person, created_at: "2026-04-30T10:00:00Z" }),
      buildVersion({ created_by: person, created_at: "2025-04-30T10:00:00Z" }),
    ]);
    expect(rows.flatMap((row) => (row.kind === "day" ? [row.label] : []))).toEqual([
      "Today",
      "Yesterday",
      "Thu 30 Apr",
      "Wed 30 Apr 2025",
    ]);
  });

  it("folds many writes by one session into one entry, and unfolds it", () => {
    const versions = [buildVersion(), buildVersion(), buildVersion(), buildVersion({ created_by: person })];
    const folded = rowsOf(versions);
    expect(folded.map(({ kind }) => kind)).toEqual(["day", "run", "version"]);
    const run = folded[1];
    const unfolded = rowsOf(versions, [run?.id ?? ""]);
    expect(unfolded.map(({ kind }) => kind)).toEqual(["day", "run", "version", "version", "version", "version"]);
  });

  it("keeps a run's name while newer writes join it, so that it stays unfolded", () => {
    const versions = [buildVersion(), buildVersion(), buildVersion()];
    const before = rowsOf(versions)[1]?.id;
    expect(rowsOf([buildVersion(), ...versions])[1]?.id).toBe(before);
  });

  it("keeps the run of the shown version unfolded until somebody folds it", () => {
    const versions = [buildVersion(), buildVersion(), buildVersion()];
    const shown = versions[1]?.id ?? "";
    const rows = rowsOf(versions, [], shown);
    expect(rows.map(({ kind }) => kind)).toEqual(["day", "run", "version", "version", "version"]);
    expect(rowsOf(versions, [rows[1]?.id ?? ""], shown).map(({ kind }) => kind)).toEqual(["day", "run"]);
  });

  it("never folds what people wrote, nor across days", () => {
    const people = [1, 2, 3, 4].map(() => buildVersion({ created_by: person }));
    expect(rowsOf(people).filter(({ kind }) => kind === "run")).toEqual([]);
    const days = [buildVersion(), buildVersion(), buildVersion({ created_at: "2026-05-02T10:00:00Z" })];
    expect(rowsOf(days).filter(({ kind }) => kind === "run")).toEqual([]);
  });

  it("counts the change in size against the version before it of the same memory", () => {
    const [, newest, other, oldest] = rowsOf([
      buildVersion({ content_size_bytes: 140, created_by: person }),
      buildVersion({ memory_id: "mem_2", content_size_bytes: 9, created_by: person }),
      buildVersion({ content_size_bytes: 100, operation: "created", created_by: person }),
    ]);
    expect(entryOf(newest).deltaBytes).toBe(40);
    expect(entryOf(other).deltaBytes).toBeNull();
    expect(entryOf(oldest).deltaBytes).toBe(100);
  });

  it("does not guess sizes around a redacted version", () => {
    const redacted = buildVersion({
      redacted_at: "2026-05-03T11:00:00Z",
      content_size_bytes: null,
      path: null,
      created_by: person,
    });
    const [, newest, masked] = rowsOf([buildVersion({ created_by: person }), redacted]);
    expect(entryOf(newest).deltaBytes).toBeNull();
    expect(entryOf(masked).verb).toBe("modified, redacted");
  });

  it("counts a deletion as all bytes gone", () => {
    const deleted = buildVersion({ operation: "deleted", content_size_bytes: null, created_by: person });
    expect(entryOf(rowsOf([deleted, buildVersion({ created_by: person })])[1]).deltaBytes).toBe(-100);
  });

  it("names the dream for what a dream wrote, and the person for what a reviewer applied", () => {
    const dreamt = buildVersion({}, { via: "dream", dream_id: "drm_1" });
    const applied = buildVersion({ created_by: person }, { via: "dream", dream_id: "drm_1" });
    const rows = rowsOf([dreamt, applied]);
    expect(entryOf(rows[1]).actor).toEqual({ type: "dream_actor", dream_id: "drm_1" });
    expect(entryOf(rows[2]).actor).toEqual(person);
  });
});
