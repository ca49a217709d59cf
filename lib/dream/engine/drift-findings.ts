import { detectBrokenLinks } from "../detectors/detect-broken-links";
import { detectContradictions } from "../detectors/detect-contradictions";
import { detectCorrections } from "../detectors/detect-corrections";
import { detectStaleness } from "../detectors/detect-staleness";
import { compareText } from "./canonical-json";
import type { Finding } from "./finding";
import { insightIdentity } from "./insight-identity";
import { plural } from "./lesson-line";
import type { DreamWorld } from "./world";

/** An owner reads so many at one sitting; a runbook that is wrong in more places needs a rewrite, not a list. */
const listedPerStore = 20;

/**
 * Drift: what sessions show against a store that others maintain. The store is read as the dream's own is, but whatever is found in it is
 * said to its owner and never edited; what rests on that store alone is its owner's business. The strongest findings of a store
 * are listed, the others counted in one.
 */
export function driftFindings(world: DreamWorld): Finding[] {
  return world.references.flatMap(({ store, documents }) => {
    const other: DreamWorld = { ...world, store, documents, references: [] };
    const found = [detectCorrections, detectContradictions, detectStaleness, detectBrokenLinks]
      .flatMap((detect) => detect(other))
      .filter(isShown)
      .map((finding) => addressed(finding, store));
    const strongest = new Set(found.toSorted(byStrength).slice(0, listedPerStore));
    const [first, ...more] = found.filter((finding) => !strongest.has(finding));
    const listed = found.filter((finding) => strongest.has(finding));
    return first === undefined ? listed : [...listed, countedOnly([first, ...more], store)];
  });
}

/** Seen by more sessions, then by more agents, then more often; the identity decides what is left, so that every order of input gives one. */
function byStrength({ support: left, ...one }: Finding, { support: right, ...other }: Finding): number {
  return (
    right.sessions - left.sessions ||
    right.actors - left.actors ||
    right.occurrences - left.occurrences ||
    compareText(one.identity, other.identity)
  );
}

function countedOnly(rest: readonly [Finding, ...Finding[]], { id, name }: DreamWorld["store"]): Finding {
  const cited = rest.flatMap(({ evidence }) => evidence.find(({ source }) => source === "memory") ?? []);
  const paths = new Set(cited.flatMap((item) => (item.source === "memory" ? [item.path] : [])));
  const [path = ""] = paths;
  return {
    detector: "drift",
    kind: "structure",
    subject: { path },
    identity: insightIdentity("drift", [id, "rest"]),
    tier: "exact",
    claim: `For the owner of the read-only store ${JSON.stringify(name)}: ${rest.length} more findings in ${plural(paths.size, "file")} are not listed; the ${listedPerStore} strongest are.`,
    conditions: [`store ${name}`],
    support: { ...rest[0].support, occurrences: rest.length },
    // Names the store, so that the count too is shown only to those who reach it.
    evidence: cited.slice(0, 1),
    state: "watch",
    droppedReason: `only the ${listedPerStore} strongest findings of a store are listed`,
    edits: [],
  };
}

/** Shown by what happened in a session, or in the case of a dead link by the store itself. */
function isShown(finding: Finding): boolean {
  switch (finding.kind) {
    case "correction":
      return finding.state === "proposed" && finding.evidence.some(({ source }) => source === "memory");
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
