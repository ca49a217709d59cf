import { describe, expect, it } from "vitest";
import { changeOpened, foldersOf, withClosed, withOpened } from "./open-folders";

describe("foldersOf", () => {
  it("names the folders above a file, and a folder with those above it", () => {
    expect(foldersOf("/a/b/c.md")).toEqual(["/a/", "/a/b/"]);
    expect(foldersOf("/a/b/")).toEqual(["/a/", "/a/b/"]);
    expect(foldersOf("/c.md")).toEqual([]);
    expect(foldersOf("/")).toEqual([]);
  });
});

describe("open folders", () => {
  it("stay open when a chain of folders breaks into rows", () => {
    expect(withOpened([], ["/a/b/"])).toEqual(["/a/", "/a/b/"]);
    expect(withOpened(["/a/"], ["/a/b/", "/x/"])).toEqual(["/a/", "/a/b/", "/x/"]);
  });

  it("close with their chain, but not with the rows above or below them", () => {
    const open = ["/a/", "/a/b/", "/a/b/c/", "/a/b/c/d/"];
    const isRow = (folder: string) => folder !== "/a/b/";
    expect(withClosed(open, "/a/b/c/", isRow)).toEqual(["/a/", "/a/b/c/d/"]);
  });

  it("follow what the tree asks for", () => {
    const isRow = (folder: string) => folder !== "/a/";
    expect(changeOpened(["/a/", "/a/b/"], ["/a/"], isRow)).toEqual([]);
    expect(changeOpened(["/a/", "/a/b/"], ["/a/", "/a/b/", "/c/"], isRow)).toEqual(["/a/", "/a/b/", "/c/"]);
  });
});
