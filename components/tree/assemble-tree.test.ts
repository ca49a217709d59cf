import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { assembleTree, type LoadedFolder, type TreeEntry } from "./assemble-tree";
import { rootId, type TreeNode } from "./build-tree";

const file = (path: string, updatedAt = "2026-05-03T10:00:00Z"): TreeEntry => ({
  kind: "file",
  file: { path, id: `mem_${path}`, updatedAt },
});
const folder = (path: string, updatedAt: string | null = "2026-05-03T10:00:00Z"): TreeEntry => ({
  kind: "folder",
  path,
  fileCount: 3,
  updatedAt,
  marks: [],
});
const loaded = (...pages: TreeEntry[][]): LoadedFolder => ({ pages, state: "ready", hasMore: false });

function outline(nodes: ReadonlyMap<string, TreeNode>, id = rootId): unknown {
  const node = nodes.get(id);
  if (node === undefined) return "missing";
  if (node.kind === "note") return `(${node.note})`;
  return node.kind === "file" ? node.name : [node.name, ...node.childIds.map((child) => outline(nodes, child))];
}

describe("assembleTree", () => {
  it("puts folders first and counts as people do, a folder that was not read yet being empty", () => {
    const folders = new Map([[rootId, loaded([file("/run-10.md"), file("/run-9.md"), folder("/z/"), folder("/B/")])]]);
    expect(outline(assembleTree(folders, "name"))).toEqual(["", ["B"], ["z"], "run-9.md", "run-10.md"]);
  });

  it("names a chain of folders as one row, below which its files stand", () => {
    const folders = new Map([
      [rootId, loaded([folder("/prefs/ui/")])],
      ["/prefs/ui/", loaded([file("/prefs/ui/a.md")])],
    ]);
    expect(outline(assembleTree(folders, "name"))).toEqual(["", ["prefs/ui", "a.md"]]);
  });

  it("puts what changed last on top, folders among files", () => {
    const entries = [file("/old.md", "2026-01-01"), folder("/mid/", "2026-02-01"), file("/new.md", "2026-03-01")];
    const nodes = assembleTree(new Map([[rootId, loaded([...entries, folder("/unknown/", null)])]]), "change");
    expect(outline(nodes)).toEqual(["", "new.md", ["mid"], "old.md", ["unknown"]]);
  });

  it("moves no row of a page when the next one comes", () => {
    const nodes = assembleTree(
      new Map([[rootId, loaded([file("/b"), folder("/c/")], [file("/a"), folder("/d/")])]]),
      "name",
    );
    expect(outline(nodes)).toEqual(["", ["c"], "b", ["d"], "a"]);
  });

  it("says what is still to come, and what failed", () => {
    const folders = new Map<string, LoadedFolder>([
      [rootId, { ...loaded([folder("/a/"), folder("/b/"), file("/c")]), hasMore: true }],
      ["/a/", { pages: [], state: "loading", hasMore: false }],
      ["/b/", { pages: [[file("/b/1")]], state: "failed", hasMore: true }],
    ]);
    const nodes = assembleTree(folders, "name");
    expect(outline(nodes)).toEqual(["", ["a", "(loading)"], ["b", "1", "(failed)"], "c", "(more)"]);
    expect(nodes.get("//more")).toMatchObject({ folder: "/", shownCount: 3 });
  });

  it("assembles ten thousand rows within a tenth of a second or so", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => file(`/note-${index}.md`));
    const startedAtMs = cpuMs();
    expect(assembleTree(new Map([[rootId, loaded(many)]]), "name").size).toBe(10_001);
    expect(cpuMs() - startedAtMs).toBeLessThan(400);
  });
});
