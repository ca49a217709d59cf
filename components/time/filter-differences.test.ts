import { describe, expect, it } from "vitest";
import { filterDifferences, sizeDelta } from "./filter-differences";
import { buildDifference } from "./testing/build-difference";

const items = [
  buildDifference("created", "/alerts/Disk.md"),
  buildDifference("modified", "/alerts/mail.md"),
  buildDifference("renamed", "/runbooks/restart.md", "/alerts/restart.md"),
  buildDifference("deleted", "/notes.md"),
  { type: "memory_redacted" as const, memory_id: "mem_9", redacted_at: "2026-05-03T00:00:00.000Z" },
];
const pathsOf = (kind: Parameters<typeof filterDifferences>[1]["kind"], find = "") =>
  filterDifferences(items, { kind, find }).map(({ path }) => path);

describe("filterDifferences", () => {
  it("keeps all that have a path, in order", () => {
    expect(pathsOf(null)).toEqual(["/alerts/Disk.md", "/alerts/mail.md", "/runbooks/restart.md", "/notes.md"]);
  });

  it("keeps one kind", () => {
    expect(pathsOf("deleted")).toEqual(["/notes.md"]);
  });

  it("finds letters in the path of either side, in any case", () => {
    expect(pathsOf(null, " DISK")).toEqual(["/alerts/Disk.md"]);
    expect(pathsOf(null, "/alerts/")).toEqual(["/alerts/Disk.md", "/alerts/mail.md", "/runbooks/restart.md"]);
    expect(pathsOf("modified", "disk")).toEqual([]);
  });
});

describe("sizeDelta", () => {
  it("counts a side that is not there as empty", () => {
    expect([...items].slice(0, 4).map((item) => (item.type === "memory_difference" ? sizeDelta(item) : null))).toEqual([
      25, 15, 15, -10,
    ]);
  });
});
