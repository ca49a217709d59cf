import { describe, expect, it } from "vitest";
import { folderProblem, foldersOf } from "./folder-problem";

describe("folderProblem", () => {
  it("takes the whole store and any folder", () => {
    for (const folder of ["/", "/alerts/", "/a/b c/"]) expect(folderProblem(folder)).toBeNull();
  });

  it("says what is wrong with the rest", () => {
    expect(folderProblem("/alerts")).toContain("must end with /");
    expect(folderProblem("alerts/")).toContain("must start with /");
    expect(folderProblem("/a//b/")).toContain("empty segment");
    expect(folderProblem("")).toContain("must end with /");
  });
});

describe("foldersOf", () => {
  it("names every folder once, with those above it", () => {
    expect(foldersOf(["/a/b/c.md", "/a/b/d.md", "/e.md", "/a/f/g.md"], 100)).toEqual(["/", "/a/", "/a/b/", "/a/f/"]);
  });

  it("stops at its limit", () => {
    const paths = Array.from({ length: 50 }, (_, index) => `/f${index}/x.md`);
    expect(foldersOf(paths, 10)).toHaveLength(10);
  });
});
