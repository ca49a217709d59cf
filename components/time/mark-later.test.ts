import { describe, expect, it } from "vitest";
import { foldersChangedLater, markLater, markLaterFolders } from "./mark-later";
import { buildDifference } from "./testing/build-difference";

const file = (path: string) => ({ path, id: `mem_${path}` });

describe("markLater", () => {
  it("marks what was changed, deleted or renamed since, before the marks that are there", () => {
    const files = [file("/a.md"), { ...file("/b.md"), marks: ["redacted" as const] }, file("/c.md"), file("/d.md")];
    const marked = markLater(files, [
      buildDifference("modified", "/a.md"),
      buildDifference("deleted", "/b.md"),
      buildDifference("created", "/new.md"),
    ]);
    expect(marked.map(({ marks }) => marks)).toEqual([
      ["modified_later"],
      ["deleted_later", "redacted"],
      undefined,
      undefined,
    ]);
  });

  it("follows a renamed file by its id, wherever it stands now", () => {
    const moved = buildDifference("renamed", "/new.md", "/old.md");
    const marked = markLater([{ path: "/old.md", id: "mem_/new.md" }], [moved]);
    expect(marked[0]?.marks).toEqual(["renamed_later"]);
  });

  it("leaves the list as it is where nothing changed", () => {
    const files = [file("/a.md")];
    expect(markLater(files, [buildDifference("created", "/b.md")])).toBe(files);
  });
});

describe("folders", () => {
  const items = [
    buildDifference("created", "/alerts/disk/new.md"),
    buildDifference("renamed", "/runbooks/a.md", "/old/a.md"),
    buildDifference("modified", "/top.md"),
  ];
  const folder = (path: string) => ({ kind: "folder" as const, path, fileCount: 1, updatedAt: null, marks: [] });

  it("are changed with anything in them, on either side of a move, and so are those above", () => {
    expect([...foldersChangedLater(items)].sort()).toEqual(["/alerts/", "/alerts/disk/", "/old/", "/runbooks/"]);
  });

  it("carry a mark, and the others none", () => {
    const marked = markLaterFolders([folder("/alerts/"), folder("/notes/")], foldersChangedLater(items));
    expect(marked.map((entry) => (entry.kind === "folder" ? entry.marks : null))).toEqual([["modified_later"], []]);
  });
});
