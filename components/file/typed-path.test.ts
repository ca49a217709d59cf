import { describe, expect, it } from "vitest";
import { isWholePath, typedPathProblem } from "./typed-path";

describe("a path that is being typed", () => {
  it("is not called wrong before it is finished", () => {
    for (const path of ["", "/", "/notes/"]) {
      expect(typedPathProblem(path)).toBeNull();
      expect(isWholePath(path)).toBe(false);
    }
  });

  it("is told what the server would refuse, in a sentence", () => {
    expect(typedPathProblem("notes.md")).toBe("The path must start with /.");
    expect(typedPathProblem("/a//b")).toMatch(/^The path must not have an empty segment/);
    expect(typedPathProblem("/a/../b")).toMatch(/segment/);
    expect(typedPathProblem("/a\u200b")).toMatch(/format/);
  });

  it("can be sent once it is whole", () => {
    expect(isWholePath("/runbooks/Neustart — été.md")).toBe(true);
    expect(typedPathProblem("/runbooks/restart.md")).toBeNull();
  });
});
