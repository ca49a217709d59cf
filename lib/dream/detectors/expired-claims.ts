import type { Finding } from "../engine/finding";
import { insightIdentity } from "../engine/insight-identity";
import type { MemoryDocument } from "../engine/memory-document";
import { citeMemory } from "../engine/memory-evidence";
import { parseTime } from "../engine/normalise-session";
import { memorySupport } from "../engine/support";
import type { DreamWorld } from "../engine/world";

const mostFindings = 30;
const holderField = /^(claimed|held|locked|leased|taken|assigned)_?(by|to)$|^(claim|holder|lease|lock|assignee)$/i;
const endField = /(expir|until|deadline|ends?_at|lease_end|valid_to)/i;
const entityField = /^(entity|service|alert|resource|target|component|host|asset|dataset|subject)$/i;
const isOver = /^(resolved|closed|done|released|completed|cancell?ed|merged|archived)$/i;

/** Claims in front matter whose time ran out before the last session and that nobody closed: they keep others away or are ignored. */
export function expiredClaims(world: DreamWorld): Finding[] {
  const nowMs = world.sessions.reduce(
    (latest, { calls, startedAtMs }) => Math.max(latest, startedAtMs ?? 0, calls.at(-1)?.use.atMs ?? 0),
    0,
  );
  return world.documents.flatMap((document) => claimOf(document, nowMs) ?? []).slice(0, mostFindings);
}

function claimOf(document: MemoryDocument, nowMs: number): Finding | null {
  const fields = Object.entries(document.frontMatter?.data ?? {});
  const holder = fields.find(([name, value]) => holderField.test(name) && typeof value === "string" && value !== "");
  const end = fields.find(([name, value]) => endField.test(name) && typeof value === "string");
  const endMs = typeof end?.[1] === "string" ? parseTime(end[1]) : null;
  if (!holder || !end || endMs === null || endMs >= nowMs) return null;
  if (fields.some(([name, value]) => /^(status|state)$/i.test(name) && isOver.test(String(value)))) return null;
  const line = document.lines.findIndex((text) => text.trimStart().startsWith(`${end[0]}:`)) + 1;
  if (line === 0) return null;
  const named = fields.find(([name]) => entityField.test(name))?.[1];
  const entity = typeof named === "string" && named !== "" ? named : document.path;
  return {
    detector: "D14",
    kind: "coordination",
    subject: { entity, tool: "claim", sessions: [] },
    identity: insightIdentity("coordination", ["claim", document.path]),
    tier: "exact",
    claim: `The claim in ${document.path} ran out before the last session and nobody closed it.`,
    conditions: [`path ${document.path}`],
    support: memorySupport(1),
    evidence: [citeMemory(document, line, line)],
    state: "flagged",
    droppedReason: "whoever holds the claim must say whether the work is done",
    edits: [],
  };
}
