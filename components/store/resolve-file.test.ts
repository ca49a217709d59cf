import { describe, expect, it } from "vitest";
import type { TreeRow } from "@/lib/client/memory-tree";
import { type FileClues, resolveFile, soughtMemory } from "./resolve-file";

function buildRow(path: string, memoryId: string, flags: string[] = []): TreeRow {
  return { path, memory_id: memoryId, size: 1, updated_at: "2026-05-03T10:00:00Z", last_actor: null, flags };
}

const clues = (overrides: Partial<FileClues>): FileClues => ({
  path: "/a.md",
  rows: [buildRow("/a.md", "mem_a")],
  versionMemoryId: null,
  seenMemoryId: null,
  elsewhere: undefined,
  ...overrides,
});

describe("resolveFile", () => {
  it("finds the living file at a path, whatever was seen there before", () => {
    const live = { kind: "live", memoryId: "mem_a", path: "/a.md", renamedFrom: null };
    expect(resolveFile(clues({}))).toEqual(live);
    expect(resolveFile(clues({ seenMemoryId: "mem_seen" }))).toEqual(live);
    expect(resolveFile(clues({ path: null }))).toEqual({ kind: "none" });
  });

  it("waits for the path, for the version, and for where its file stands", () => {
    expect(resolveFile(clues({ rows: undefined })).kind).toBe("loading");
    expect(resolveFile(clues({ versionMemoryId: undefined })).kind).toBe("loading");
    expect(resolveFile(clues({ versionMemoryId: "mem_b" })).kind).toBe("loading");
    expect(resolveFile(clues({ rows: [], seenMemoryId: "mem_b" })).kind).toBe("loading");
  });

  it("lets a version say which file it is of, whatever stands at the path today", () => {
    expect(resolveFile(clues({ versionMemoryId: "mem_a" }))).toMatchObject({ kind: "live", path: "/a.md" });
    expect(resolveFile(clues({ versionMemoryId: "mem_b", elsewhere: "/b.md" }))).toMatchObject({
      kind: "live",
      memoryId: "mem_b",
      path: "/b.md",
    });
    expect(resolveFile(clues({ versionMemoryId: "mem_old", elsewhere: null }))).toEqual({
      kind: "gone",
      memoryId: "mem_old",
      path: "/a.md",
    });
  });

  it("follows a file that is renamed under its reader", () => {
    const moved = clues({ path: "/old.md", rows: [], seenMemoryId: "mem_b", elsewhere: "/b.md" });
    expect(resolveFile(moved)).toEqual({ kind: "live", memoryId: "mem_b", path: "/b.md", renamedFrom: "/old.md" });
  });

  it("tells a deleted file from one that never was, also where an older answer still says that it lives", () => {
    const rows = [buildRow("/gone.md", "mem_gone", ["deleted"])];
    const gone = { kind: "gone", memoryId: "mem_gone", path: "/gone.md" };
    expect(resolveFile(clues({ path: "/gone.md", rows }))).toEqual(gone);
    for (const elsewhere of [null, "/gone.md"]) {
      expect(resolveFile(clues({ path: "/gone.md", rows, seenMemoryId: "mem_gone", elsewhere }))).toEqual(gone);
    }
    expect(resolveFile(clues({ path: "/none.md", rows: [] }))).toEqual({ kind: "missing", path: "/none.md" });
  });
});

describe("soughtMemory", () => {
  it("is a memory only where the path does not answer by itself", () => {
    expect(soughtMemory(clues({}))).toBeNull();
    expect(soughtMemory(clues({ versionMemoryId: "mem_a" }))).toBeNull();
    expect(soughtMemory(clues({ versionMemoryId: "mem_b" }))).toBe("mem_b");
    expect(soughtMemory(clues({ rows: [], seenMemoryId: "mem_b" }))).toBe("mem_b");
    expect(soughtMemory(clues({ rows: undefined, seenMemoryId: "mem_b" }))).toBeNull();
  });
});
