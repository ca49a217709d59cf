import { describe, expect, it } from "vitest";
import type { FolderRow, TreeRow } from "@/lib/client/memory-tree";
import { entriesOfFolder, hrefOfEntry, parentOf } from "./folder-entries";

const file = (path: string, part: Partial<TreeRow> = {}): TreeRow => ({
  path,
  memory_id: `mem_${path}`,
  size: 12,
  updated_at: "2026-11-30T06:00:00.000Z",
  last_actor: null,
  flags: [],
  ...part,
});
const folder = (path: string, joined: string | null = null): FolderRow => ({
  type: "memory_prefix",
  path,
  joined_path: joined,
  file_count: 3,
  updated_at: null,
  flags: ["proposed"],
});

describe("what stands in a folder", () => {
  it("is named from there, folders first, each as people sort", () => {
    const items = [file("/a/note-10.md"), file("/a/Note-2.md"), folder("/a/z/"), folder("/a/b/", "/a/b/c/")];
    expect(entriesOfFolder(items, "/a/").map(({ name }) => name)).toEqual(["b/c", "z", "Note-2.md", "note-10.md"]);
  });

  it("has one line for a path, whoever stood there before", () => {
    const items = [file("/a/x.md", { flags: ["deleted"], memory_id: "mem_old" }), file("/a/x.md")];
    expect(entriesOfFolder(items, "/a/")).toHaveLength(1);
  });

  it("leads on within the moment that is shown", () => {
    const [first, second] = entriesOfFolder([folder("/a/b/"), file("/a/x y.md")], "/a/");
    const at = "2026-11-01T00:00:00.000Z";
    expect(first && hrefOfEntry("memstore_1", first, null)).toBe("/stores/memstore_1/folders/a/b");
    expect(second && hrefOfEntry("memstore_1", second, at)).toBe(
      "/stores/memstore_1/files/a/x%20y.md?at=2026-11-01T00%3A00%3A00.000Z",
    );
  });
});

describe("the folder above", () => {
  it.each([
    ["/a/b/", "/a/"],
    ["/a/", "/"],
  ])("of %j is %j", (folder, above) => expect(parentOf(folder)).toBe(above));
});
