import { describe, expect, it } from "vitest";
import type { TreeRow } from "@/lib/client/memory-tree";
import { lastDeletedAt, livingFile, treeEntries, treeFiles, welcomeFile } from "./tree-files";

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

describe("treeEntries", () => {
  const folder = {
    type: "memory_prefix",
    path: "/a/",
    joined_path: "/a/b/",
    file_count: 2,
    flags: ["proposed"],
  } as const;
  const row = { ...folder, flags: ["proposed"], updated_at: "2026-05-04T00:00:00Z" };

  it("draws a folder where its chain ends, with its marks", () => {
    expect(treeEntries([row], (files) => files, null)).toEqual([
      { kind: "folder", path: "/a/b/", fileCount: 2, updatedAt: "2026-05-04T00:00:00Z", marks: ["dream"] },
    ]);
    const uncounted = { ...row, joined_path: null, file_count: null, updated_at: null };
    expect(treeEntries([uncounted], (files) => files, "2026-01-01")).toMatchObject([{ path: "/a/", marks: ["dream"] }]);
  });

  it("marks what changed lately, files and folders", () => {
    const items = [row, buildRow("/old.md"), buildRow("/new.md", { updated_at: "2026-05-04T00:00:00Z" })];
    const entries = treeEntries(items, (files) => files, "2026-05-03T12:00:00Z");
    expect(entries.map((entry) => (entry.kind === "file" ? entry.file.marks : entry.marks))).toEqual([
      ["fresh", "dream"],
      [],
      ["fresh"],
    ]);
  });
});

describe("livingFile", () => {
  it("takes no deleted file for the one at a path", () => {
    const gone = deleted("/a.md", "2026-05-05T10:00:00Z", "mem_1");
    expect(livingFile([gone, buildRow("/a.md")])?.memory_id).toBe("mem_/a.md");
    expect(livingFile([gone])).toBeNull();
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
