import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryPathProblem } from "@/lib/contract/memory-path-rules";
import { gitPath, quoteGitPath, redactedGitPath } from "./git-path";

const segment = fc.oneof(
  fc.constantFrom(
    ".git",
    ".GIT",
    ".git ",
    ".git..",
    ".gitmodules",
    "git~1",
    "GI7EBA~1",
    ".git::$INDEX_ALLOCATION",
    "redacted",
    "%2Egit",
  ),
  fc.string({ unit: fc.constantFrom(...'.gGiItT"~1\\ %:é'), minLength: 1, maxLength: 6 }),
);
const path = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => `/${segments.join("/")}`)
  .filter((text) => memoryPathProblem(text) === null);

describe("path in git", () => {
  it("gives the memory's path back when it is decoded, so no two memories share one", () => {
    fc.assert(
      fc.property(path, (given) => {
        const decoded = gitPath(given).replace(/%([0-9A-F]{2})/gi, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        expect(`/${decoded}`).toBe(given);
      }),
      { numRuns: 3000 },
    );
  });

  it("never has a part that git or a file system takes for git's own, nor one of a redacted version", () => {
    fc.assert(
      fc.property(path, (given) => {
        const parts = gitPath(given).split("/");
        for (const part of parts) {
          expect(part.replace(/[. ]+$/, "").toLowerCase()).not.toBe(".git");
          expect(part).not.toMatch(/^(\.git[. ]*:|git~\d|gi[0-9a-f]{4}~\d)/i);
          expect(part).not.toBe("..");
        }
        expect(parts[0]?.toLowerCase()).not.toBe("redacted");
      }),
      { numRuns: 3000 },
    );
    expect(redactedGitPath("mem_1")).toBe("redacted/mem_1");
  });

  it("is quoted so that nothing in it ends it", () => {
    expect(quoteGitPath('a"b\\c')).toBe('"a\\"b\\\\c"');
  });
});
