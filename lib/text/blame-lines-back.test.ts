import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlameVersion, blameLines } from "./blame-lines";
import { startBackwardBlame } from "./blame-lines-back";
import { splitLines } from "./lines";
import { anyText } from "./testing/arbitrary-text";
import { cpuMs } from "./testing/cpu-ms";

const anyHistory = fc
  .tuple(fc.array(fc.option(anyText, { nil: null, freq: 4 }), { maxLength: 8 }), anyText)
  .map(([earlier, newest]) =>
    [...earlier, newest].map((content, index): BlameVersion => ({ id: `v${index}`, content })),
  );

const linesOf = (version: BlameVersion) => (version.content === null ? null : splitLines(version.content));

function blameBack(versions: readonly BlameVersion[], keptAt = -1) {
  const [newest, ...earlier] = [...versions].reverse();
  const walk = startBackwardBlame({ id: newest?.id ?? "", lines: splitLines(newest?.content ?? "") }, 1000);
  for (const version of earlier) {
    walk.step({ id: version.id, lines: linesOf(version) });
    if (walk.pending === 0) break;
    const place = versions.indexOf(version);
    if (place === keptAt && version.content !== null) {
      walk.adopt(blameLines(versions.slice(0, place + 1)).ranges);
      break;
    }
  }
  return { ranges: walk.finish(), pending: walk.pending, bounded: walk.bounded };
}

describe("blame from the newest version back", () => {
  it("is the same as blame from the first version on", () => {
    fc.assert(
      fc.property(anyHistory, (versions) => {
        expect(blameBack(versions).ranges).toEqual(blameLines(versions).ranges);
      }),
      { numRuns: 500 },
    );
  });

  it("may end at any version whose blame is known", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(8), (versions, keptAt) => {
        expect(blameBack(versions, keptAt).ranges).toEqual(blameLines(versions).ranges);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves no line without an origin, and none of an empty text", () => {
    fc.assert(
      fc.property(anyHistory, (versions) => {
        expect(blameBack(versions).pending).toBe(0);
      }),
    );
    expect(blameBack([{ id: "v0", content: "" }]).ranges).toEqual([]);
  });

  it("knows when every line has its origin, so that nothing earlier need be read", () => {
    const walk = startBackwardBlame({ id: "v9", lines: ["a\n", "b\n"] }, 1000);
    walk.step({ id: "v8", lines: ["b\n"] });
    expect(walk.pending).toBe(1);
    walk.step({ id: "v7", lines: ["other\n"] });
    expect(walk.pending).toBe(0);
    expect(walk.finish()).toEqual([
      { startLine: 1, lineCount: 1, versionId: "v9", redactedVersionIds: [] },
      { startLine: 2, lineCount: 1, versionId: "v8", redactedVersionIds: [] },
    ]);
  });

  it("names the redacted versions that may have brought lines in, oldest first", () => {
    expect(
      blameBack([
        { id: "v1", content: "a\n" },
        { id: "v2", content: null },
        { id: "v3", content: null },
        { id: "v4", content: "a\nmasked\n" },
        { id: "v5", content: "a\nmasked\nend\n" },
      ]).ranges,
    ).toEqual([
      { startLine: 1, lineCount: 1, versionId: "v1", redactedVersionIds: [] },
      { startLine: 2, lineCount: 1, versionId: "v4", redactedVersionIds: ["v2", "v3"] },
      { startLine: 3, lineCount: 1, versionId: "v5", redactedVersionIds: [] },
    ]);
  });

  it("passes through a redacted beginning: what survives is of the first version that can be read, or earlier", () => {
    expect(
      blameBack([
        { id: "v1", content: null },
        { id: "v2", content: "a\n" },
      ]).ranges,
    ).toEqual([{ startLine: 1, lineCount: 1, versionId: "v2", redactedVersionIds: ["v1"] }]);
  });

  it("follows a line through moves of other lines in a long history in little time", () => {
    const base = Array.from({ length: 2000 }, (_, index) => `line ${index} of a file of a hundred kilobytes or so\n`);
    const walk = startBackwardBlame({ id: "v2000", lines: base }, 1000);
    const startedAt = cpuMs();
    const lines = [...base];
    for (let version = 1999; version >= 1800; version--) {
      lines[version] = `older ${version}\n`;
      walk.step({ id: `v${version}`, lines: [...lines] });
    }
    expect(walk.pending).toBe(1800);
    expect(cpuMs() - startedAt).toBeLessThan(2000);
    expect(walk.bounded).toBe(false);
  });
});
