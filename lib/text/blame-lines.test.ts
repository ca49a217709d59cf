import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advanceBlame, type Blame, type BlameVersion, blameLines, blankBlame } from "./blame-lines";
import { countLines, splitLines } from "./lines";
import { anyText } from "./testing/arbitrary-text";
import { cpuMs } from "./testing/cpu-ms";

const anyHistory = fc
  .array(fc.option(anyText, { nil: null, freq: 4 }), { maxLength: 8 })
  .map((contents) => contents.map((content, index): BlameVersion => ({ id: `v${index}`, content })));

function owners(blame: Blame): string[] {
  return blame.ranges.flatMap((range) =>
    Array.from({ length: range.lineCount }, () => [range.versionId, ...range.redactedVersionIds].join("?")),
  );
}

function history(...contents: (string | null)[]): BlameVersion[] {
  return contents.map((content, index) => ({ id: `v${index + 1}`, content }));
}

describe("blameLines", () => {
  it("covers every line of the newest readable version once, without gaps", () => {
    fc.assert(
      fc.property(anyHistory, (versions) => {
        const blame = blameLines(versions);
        const newest = versions.findLast((version) => version.content !== null);
        expect(blame.versionId).toBe(newest?.id ?? null);
        let next = 1;
        for (const range of blame.ranges) {
          expect(range.startLine).toBe(next);
          expect(range.lineCount).toBeGreaterThan(0);
          next += range.lineCount;
        }
        expect(next - 1).toBe(countLines(newest?.content ?? ""));
      }),
    );
  });

  it("ascribes a line only to a version that holds it", () => {
    fc.assert(
      fc.property(anyHistory, (versions) => {
        const lines = splitLines(versions.findLast((version) => version.content !== null)?.content ?? "");
        owners(blameLines(versions)).forEach((owner, index) => {
          const origin = versions.find((version) => version.id === owner.split("?")[0]);
          expect(splitLines(origin?.content ?? "")).toContain(lines[index]);
        });
      }),
    );
  });

  it("puts neighbouring lines of one version into one range", () => {
    fc.assert(
      fc.property(anyHistory, (versions) => {
        const { ranges } = blameLines(versions);
        ranges.slice(1).forEach((range, index) => {
          expect(range.versionId).not.toBe(ranges[index]?.versionId);
        });
      }),
    );
  });

  it("is the same step by step from a kept blame as all at once", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(8), (versions, cut) => {
        const kept = JSON.parse(JSON.stringify(blameLines(versions.slice(0, cut)))) as Blame;
        let content = versions.slice(0, cut).findLast((version) => version.content !== null)?.content ?? "";
        let blame = kept;
        for (const version of versions.slice(cut)) {
          blame = advanceBlame(blame, content, version);
          content = version.content ?? content;
        }
        expect(blame).toEqual(blameLines(versions));
      }),
    );
  });

  it("does not change what it is given", () => {
    const first = blameLines(history("a\nb\n"));
    const copy = structuredClone(first);
    advanceBlame(first, "a\nb\n", { id: "next", content: "a\nb\nc\n" });
    expect(first).toEqual(copy);
    expect(blankBlame.ranges).toEqual([]);
  });

  it("keeps the first writer through edits around a line", () => {
    expect(owners(blameLines(history("a\nb\nc\n", "x\na\nb\nc\n", "x\na\nB\nc\nd\n")))).toEqual([
      "v2",
      "v1",
      "v3",
      "v1",
      "v3",
    ]);
  });

  it("ascribes a line that came back to the version that brought it back", () => {
    expect(owners(blameLines(history("a\nb\n", "a\n", "a\nb\n")))).toEqual(["v1", "v3"]);
  });

  it("says which redacted versions may have brought a line in", () => {
    expect(blameLines(history("a\n", null, null, "a\nb\n")).ranges).toEqual([
      { startLine: 1, lineCount: 1, versionId: "v1", redactedVersionIds: [] },
      { startLine: 2, lineCount: 1, versionId: "v4", redactedVersionIds: ["v2", "v3"] },
    ]);
    expect(owners(blameLines(history(null, "a\n", "a\nb\n")))).toEqual(["v2?v1", "v3"]);
  });

  it("knows no lines of a redacted newest version, and says so", () => {
    expect(blameLines(history("a\n", null))).toMatchObject({ versionId: "v1", redactedSince: ["v2"] });
    expect(blameLines(history(null))).toEqual({ ...blankBlame, redactedSince: ["v1"] });
  });

  it("attributes a thousand versions of a growing memory within a second", () => {
    const versions = Array.from({ length: 1_000 }, (_, index) => ({
      id: `v${index}`,
      content: Array.from({ length: Math.floor(index / 5) + 1 }, (_, line) => `- fact ${line}\n`).join(""),
    }));
    const startedMs = cpuMs();
    const blame = blameLines(versions);
    expect(cpuMs() - startedMs).toBeLessThan(1_000);
    expect(blame.ranges).toHaveLength(200);
  });
});
