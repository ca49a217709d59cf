import { detectBrokenLinks } from "../detectors/detect-broken-links";
import { detectContradictions } from "../detectors/detect-contradictions";
import { detectStaleness } from "../detectors/detect-staleness";
import type { Finding } from "./finding";
import { insightIdentity } from "./insight-identity";
import type { DreamWorld } from "./world";

/**
 * Drift: what sessions show against a store that others maintain. The store is read as the dream's own is, but whatever is found in it is
 * said to its owner and never edited; what rests on that store alone is its owner's business.
 */
export function driftFindings(world: DreamWorld): Finding[] {
  return world.references.flatMap(({ store, documents }) => {
    const other: DreamWorld = { ...world, store, documents, references: [] };
    return [...detectContradictions(other), ...detectStaleness(other), ...detectBrokenLinks(other)]
      .filter(isShown)
      .map((finding) => addressed(finding, store));
  });
}

/** Shown by what happened in a session, or in the case of a dead link by the store itself. */
function isShown(finding: Finding): boolean {
  switch (finding.kind) {
    case "contradiction":
      return finding.subject.survivor !== null && finding.evidence.some(({ source }) => source === "event");
    case "staleness":
      return finding.subject.closed_by !== null;
    default:
      return finding.kind === "broken_link" && finding.subject.replacement !== null;
  }
}

function addressed(finding: Finding, { id, name }: DreamWorld["store"]): Finding {
  const file = finding.evidence.find((item) => item.source === "memory")?.path ?? "";
  return {
    ...finding,
    identity: insightIdentity("drift", [id, finding.identity]),
    claim: `For the owner of the read-only store ${JSON.stringify(name)}, file ${file}: ${finding.claim}`,
    conditions: [...finding.conditions, `store ${name}`],
    evidence: finding.evidence.map((item) => (item.source === "memory" ? { ...item, memory_store_id: id } : item)),
    state: "flagged",
    droppedReason: "the store is maintained elsewhere and is never edited",
    edits: [],
  };
}
