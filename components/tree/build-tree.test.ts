import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { allFolders, buildTree, foldersAbove, rootId, type TreeFile } from "./build-tree";

function files(...paths: string[]): TreeFile[] {
  return paths.map((path) => ({ path, id: `mem_${path}` }));
}

function outline(nodes: ReturnType<typeof buildTree>, id = rootId): unknown {
  const node = nodes.get(id);
  if (node === undefined) return "missing";
  return node.kind !== "folder"
    ? node.name
    : { [node.name || "/"]: node.childIds.map((childId) => outline(nodes, childId)) };
}

describe("buildTree", () => {
  it("puts folders before files and counts as people do", () => {
    const nodes = buildTree(files("/z.md", "/run-10.md", "/run-9.md", "/alerts/a.md", "/Beta/b.md"));
    expect(outline(nodes)).toEqual({
      "/": [{ alerts: ["a.md"] }, { Beta: ["b.md"] }, "run-9.md", "run-10.md", "z.md"],
    });
  });

  it("folds a folder that holds one folder only into one row", () => {
    const nodes = buildTree(files("/prefs/ui/theme.md", "/prefs/ui/font.md"));
    expect(outline(nodes)).toEqual({ "/": [{ "prefs/ui": ["font.md", "theme.md"] }] });
    expect(nodes.get("/prefs/ui/")).toMatchObject({ kind: "folder", fileCount: 2 });
    expect(nodes.has("/prefs/")).toBe(false);
  });

  it("does not fold where a file stands beside the folder", () => {
    const nodes = buildTree(files("/a/b/c.md", "/a/x.md"));
    expect(outline(nodes)).toEqual({ "/": [{ a: [{ b: ["c.md"] }, "x.md"] }] });
  });

  it("gives the root of an empty store no children", () => {
    expect(buildTree([]).get(rootId)).toMatchObject({ childIds: [], fileCount: 0 });
  });

  it("keeps names that JavaScript objects treat as special", () => {
    const nodes = buildTree(files("/__proto__/constructor", "/toString"));
    expect(nodes.get("/__proto__/constructor")?.kind).toBe("file");
    expect(nodes.get(rootId)).toMatchObject({ fileCount: 2 });
  });

  it("shows every file exactly once, whatever the paths", () => {
    const segment = fc.constantFrom("a", "b", "c", "ä", "..x");
    const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((segments) => `/${segments.join("/")}.md`);
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        const nodes = buildTree(files(...paths));
        const seen: string[] = [];
        const walk = (id: string) => {
          const node = nodes.get(id);
          if (node?.kind === "file") seen.push(node.file.path);
          if (node?.kind === "folder") for (const childId of node.childIds) walk(childId);
        };
        walk(rootId);
        expect(seen.toSorted()).toEqual(paths.toSorted());
        for (const one of paths) for (const id of foldersAbove(nodes, one)) expect(nodes.get(id)?.kind).toBe("folder");
      }),
    );
  });

  it("builds ten thousand files well within a frame budget of one tenth of a second", () => {
    const many = files(
      ...Array.from({ length: 10_000 }, (_, index) => `/team-${index % 40}/topic-${index % 400}/note-${index}.md`),
    );
    const startedAtMs = cpuMs();
    const nodes = buildTree(many);
    expect(cpuMs() - startedAtMs).toBeLessThan(400);
    expect(nodes.get(rootId)).toMatchObject({ fileCount: 10_000 });
  });
});

describe("foldersAbove", () => {
  it("names the rows to open, folded rows included", () => {
    const nodes = buildTree(files("/a/b/c/d.md", "/a/b/e.md"));
    expect(foldersAbove(nodes, "/a/b/c/d.md")).toEqual(["/a/b/", "/a/b/c/"]);
    expect(allFolders(nodes).toSorted()).toEqual(["/a/b/", "/a/b/c/"]);
  });
});
