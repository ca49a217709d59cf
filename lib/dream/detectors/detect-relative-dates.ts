import type { Finding } from "../engine/finding";
import { insightIdentity } from "../engine/insight-identity";
import type { MemoryDocument } from "../engine/memory-document";
import { citeMemory } from "../engine/memory-evidence";
import { memorySupport } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { type DatedLine, datedLines } from "./dated-lines";
import { findIndexes } from "./memory-index";

/**
 * D10, relative dates: "yesterday" is true for its reader on one day only, so it gets the day that it meant behind it, counted from the day
 * on which the version that brought the line in was written. The words stay; nothing is changed for its age.
 */
export function detectRelativeDates(world: DreamWorld): Finding[] {
  const indexPaths = new Set(findIndexes(world).map(({ document }) => document.path));
  return world.documents
    .filter(({ path, isLocked }) => !isLocked && !indexPaths.has(path))
    .flatMap((document) => datedLines(document).map((dated) => toFinding(document, dated)));
}

function toFinding(document: MemoryDocument, { line, column, words, day, writtenOn }: DatedLine): Finding {
  const { path } = document;
  return {
    detector: "D10",
    kind: "staleness",
    subject: { path, line, closed_by: null },
    identity: insightIdentity("staleness", [path, (document.lines[line - 1] ?? "").trim(), words, day]),
    tier: "exact",
    claim: `${path} line ${line} says "${words}" and was written on ${writtenOn}: that is ${day}.`,
    conditions: [],
    support: memorySupport(1),
    evidence: [citeMemory(document, line, line)],
    state: "proposed",
    droppedReason: null,
    edits: [
      {
        op: "substitute",
        path,
        line,
        column,
        expected: words,
        text: `${words} (${day})`,
        cause: { kind: "dated_by", writtenOn },
      },
    ],
  };
}
