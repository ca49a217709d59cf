import { describe, expect, it } from "vitest";
import type { TreeRow } from "@/lib/client/memories";
import { type FileClues, resolveFile } from "./resolve-file";

function buildRow(path: string, memoryId: string, flags: string[] = []): TreeRow {
  return { path, memory_id: memoryId, size: 1, updated_at: "2026-05-03T10:00:00Z", last_actor: null, flags };
}

const clues = (overrides: Partial<FileClues>): FileClues => ({
  path: "/a.md",
  rows: [buildRow("/a.md", "mem_a"), buildRow("/b.md", "mem_b")],
  deletedRows: undefined,
  versionMemoryId: null,
  seenMemoryId: null,
  ...overrides,
});

describe("resolveFile", () => {
  it("finds the living file at a path", () => {
    expect(resolveFile(clues({}))).toEqual({ kind: "live", memoryId: "mem_a", path: "/a.md", renamedFrom: null });
    expect(resolveFile(clues({ path: null }))).toEqual({ kind: "none" });
  });

  it("waits for the tree, for the version, and for the deleted files where the path is not among the living", () => {
    expect(resolveFile(clues({ rows: undefined })).kind).toBe("loading");
    expect(resolveFile(clues({ versionMemoryId: undefined })).kind).toBe("loading");
    expect(resolveFile(clues({ path: "/none.md" })).kind).toBe("loading");
  });

  it("lets a version say which file it is of, whatever stands at the path today", () => {
    expect(resolveFile(clues({ versionMemoryId: "mem_b" }))).toMatchObject({ kind: "live", path: "/b.md" });
    expect(resolveFile(clues({ versionMemoryId: "mem_old" }))).toEqual({
      kind: "gone",
      memoryId: "mem_old",
      path: "/a.md",
    });
  });

  it("follows a file that is renamed under its reader", () => {
    expect(resolveFile(clues({ path: "/old.md", seenMemoryId: "mem_b" }))).toEqual({
      kind: "live",
      memoryId: "mem_b",
      path: "/b.md",
      renamedFrom: "/old.md",
    });
  });

  it("tells a deleted file from one that never was", () => {
    const deletedRows = [buildRow("/gone.md", "mem_gone", ["deleted"])];
    expect(resolveFile(clues({ path: "/gone.md", deletedRows }))).toMatchObject({ kind: "gone", memoryId: "mem_gone" });
    expect(resolveFile(clues({ path: "/none.md", deletedRows }))).toEqual({ kind: "missing", path: "/none.md" });
  });
});
