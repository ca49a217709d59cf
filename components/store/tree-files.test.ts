import { describe, expect, it } from "vitest";
import type { TreeRow } from "@/lib/client/memories";
import { fileAtPath, lastDeletedAt, treeFiles, welcomeFile } from "./tree-files";

function buildRow(path: string, overrides: Partial<TreeRow> = {}): TreeRow {
  return {
    path,
    memory_id: `mem_${path}`,
    size: 4,
    updated_at: "2026-05-03T10:00:00Z",
    last_actor: { type: "user_actor", user_id: "user_1" },
    flags: [],
    ...overrides,
  };
}

const deleted = (path: string, at: string, id: string) =>
  buildRow(path, { memory_id: id, updated_at: at, flags: ["deleted"], size: 0 });

describe("treeFiles", () => {
  it("translates the flags that have a mark and leaves unknown ones out", () => {
    const [file] = treeFiles([buildRow("/a.md", { flags: ["redacted", "proposed", "of the future"] })]);
    expect(file).toMatchObject({ path: "/a.md", id: "mem_/a.md", sizeBytes: 4, marks: ["redacted", "dream"] });
  });

  it("lets the living file stand for its path, and the last one where none lives", () => {
    const rows = [
      deleted("/a.md", "2026-05-05T10:00:00Z", "mem_old"),
      buildRow("/a.md"),
      deleted("/b.md", "2026-05-01T10:00:00Z", "mem_first"),
      deleted("/b.md", "2026-05-02T10:00:00Z", "mem_second"),
    ];
    expect(treeFiles(rows).map(({ id }) => id)).toEqual(["mem_/a.md", "mem_second"]);
    expect(treeFiles(rows.toReversed()).map(({ id }) => id)).toEqual(["mem_second", "mem_/a.md"]);
  });
});

describe("fileAtPath", () => {
  const rows = [buildRow("/a.md"), buildRow("/moved.md", { memory_id: "mem_seen" })];

  it("finds the file at the path, whatever was seen before", () => {
    expect(fileAtPath(rows, "/a.md", "mem_seen")).toMatchObject({ kind: "found", row: { path: "/a.md" } });
  });

  it("follows a file that was seen here and has been renamed", () => {
    expect(fileAtPath(rows, "/old.md", "mem_seen")).toMatchObject({ kind: "renamed", row: { path: "/moved.md" } });
  });

  it("takes neither a deleted file nor an unseen one for it", () => {
    expect(fileAtPath(rows, "/old.md", null)).toEqual({ kind: "missing" });
    expect(fileAtPath([deleted("/a.md", "2026-05-05T10:00:00Z", "mem_1")], "/a.md", "mem_1")).toEqual({
      kind: "missing",
    });
  });
});

describe("lastDeletedAt", () => {
  it("finds the file that was at the path last", () => {
    const rows = [
      deleted("/b.md", "2026-05-02T10:00:00Z", "mem_second"),
      deleted("/b.md", "2026-05-01T10:00:00Z", "mem_first"),
      deleted("/c.md", "2026-05-09T10:00:00Z", "mem_other"),
    ];
    expect(lastDeletedAt(rows, "/b.md")?.memory_id).toBe("mem_second");
    expect(lastDeletedAt(rows, "/none.md")).toBeNull();
  });
});

describe("welcomeFile", () => {
  it("prefers the index at the root, in any case, and never takes one from a folder", () => {
    const rows = [buildRow("/README.md"), buildRow("/INDEX.md"), buildRow("/a/index.md")];
    expect(welcomeFile(rows)?.path).toBe("/INDEX.md");
    expect(welcomeFile([buildRow("/a/index.md")])).toBeNull();
    expect(welcomeFile([deleted("/INDEX.md", "2026-05-01T10:00:00Z", "mem_1")])).toBeNull();
  });
});
