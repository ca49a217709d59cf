import { describe, expect, it } from "vitest";
import { followTree } from "./git-tree";

const version = (memory_id: string, operation: string, path: string | null) => ({ memory_id, operation, path });

describe("tree of a git export", () => {
  it("moves a renamed file, and takes a deleted one away", () => {
    const change = followTree();
    expect(change(version("a", "created", "/x"))).toEqual({ removed: [], written: "x" });
    expect(change(version("a", "modified", "/x"))).toEqual({ removed: [], written: "x" });
    expect(change(version("a", "modified", "/y/z"))).toEqual({ removed: ["x"], written: "y/z" });
    expect(change(version("a", "deleted", "/y/z"))).toEqual({ removed: ["y/z"], written: null });
    expect(change(version("a", "created", "/x"))).toEqual({ removed: [], written: "x" });
  });

  it("shows a redacted version apart, and goes back to the file afterwards", () => {
    const change = followTree();
    change(version("a", "created", "/x"));
    expect(change(version("a", "modified", null))).toEqual({ removed: ["x"], written: "redacted/a" });
    expect(change(version("a", "modified", "/x"))).toEqual({ removed: ["redacted/a"], written: "x" });
  });

  it("never takes away what is another memory's by now, whatever the clocks said", () => {
    const change = followTree();
    change(version("a", "created", "/x"));
    change(version("b", "created", "/x"));
    expect(change(version("a", "deleted", "/x"))).toEqual({ removed: [], written: null });
    change(version("c", "created", "/x/below"));
    expect(change(version("b", "deleted", "/x"))).toEqual({ removed: [], written: null });
    expect(change(version("c", "deleted", null))).toEqual({ removed: ["x/below"], written: null });
  });
});
