import type { InsightEvidence } from "@/lib/contract/dream-insight";
import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { containment } from "@/lib/text/similarity";
import type { Edit } from "../engine/edit";
import type { Finding } from "../engine/finding";
import { insightIdentity } from "../engine/insight-identity";
import { lessonLine } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import type { RemovalCause } from "../engine/removal-cause";
import type { DreamWorld } from "../engine/world";
import { contentWords } from "./content-words";
import type { GatedOperation } from "./gate-operation";
import { entityKey } from "./group-observations";
import { knownOverlap } from "./thresholds";
import { checkedTokens } from "./token-provenance";

export const detectorName = "M1";

/** One sentence that says what the operation would have memory say. */
export function claimOf(operation: GatedOperation): string {
  const text = operation.newLines === null ? "" : withoutMark(operation.newLines.join(" "));
  if (text !== "") return text;
  const old = withoutMark(oldLines(operation).join(" "));
  return operation.op === "move" ? `This stands in the wrong place: ${old}` : `This no longer holds: ${old}`;
}

/** The finding that asks for the operation, as a detector of the built-in engine would have made it. */
export function buildFinding(operation: GatedOperation, engine: string): Finding {
  const claim = claimOf(operation);
  const shared = {
    engine,
    detector: detectorName,
    identity: insightIdentity("model", identityOf(operation, claim)),
    tier: "recurrent" as const,
    claim,
    conditions: [...operation.conditions],
    support: operation.support,
    evidence: evidenceOf(operation),
    state: "proposed" as const,
    droppedReason: null,
    edits: editsOf(operation, claim),
  };
  const isPreference = operation.observations.every(({ kind }) => kind === "preference");
  return isPreference
    ? { ...shared, kind: "preference", subject: { statement: claim } }
    : { ...shared, kind: "lesson", subject: { statement: claim } };
}

/**
 * Two dreams word one lesson differently. What names it is therefore what cannot be worded: its names, numbers and values; only where there
 * are none, its words.
 */
function identityOf({ op, target }: GatedOperation, claim: string) {
  const tokens = [...new Set(checkedTokens(claim).map(({ text }) => text.toLowerCase()))].sort();
  const said = tokens.length > 1 ? tokens : [...contentWords(claim)].sort();
  return { op, path: target?.file.document.path ?? null, said };
}

function evidenceOf(operation: GatedOperation): InsightEvidence[] {
  const { target, evidence, op } = operation;
  const lines =
    target === null
      ? []
      : [citeMemory(target.file.document, target.first, target.last, op === "move" ? "for" : "against")];
  const unique = new Map(evidence.map((item) => [`${item.event_id} ${item.quote}`, item]));
  return [...lines, ...[...unique.values()].map((item) => ({ ...item, role: closingRole(op) }))];
}

function closingRole(op: GatedOperation["op"]): "for" | "closing" {
  return op === "delete" ? "closing" : "for";
}

function editsOf(operation: GatedOperation, claim: string): Edit[] {
  const { target, newLines, support, occurrences, observations } = operation;
  if (target === null) {
    const names = [...new Set(observations.flatMap(({ entities }) => entities.map(entityKey)))];
    const told = names.filter((name) => claim.toLowerCase().includes(name));
    const topics = [...told, ...names.filter((name) => !told.includes(name))].slice(0, 8);
    return [{ op: "lesson", tool: topics[0] ?? "agents", topics, line: lessonLine(claim, support, occurrences) }];
  }
  const { document } = target.file;
  const expected = document.lines.slice(target.first - 1, target.last);
  const removal: Edit = {
    op: "delete",
    path: document.path,
    startLine: target.first,
    expected,
    cause: causeOf(operation),
  };
  if (newLines === null) {
    if (target.toLine === null) return [removal];
    return [removal, { op: "insert", path: document.path, afterLine: target.toLine, lines: expected }];
  }
  const [only, ...others] = expected;
  const marked = newLines.map((line, at) => withMarkOf(expected[at] ?? "", line));
  if (only !== undefined && others.length === 0 && marked.length === 1) {
    const text = (marked[0] ?? "") + (only.endsWith("\r") ? "\r" : "");
    return [
      {
        op: "substitute",
        path: document.path,
        line: target.first,
        column: 0,
        expected: only,
        text,
        cause: causeOf(operation),
      },
    ];
  }
  return [removal, { op: "insert", path: document.path, afterLine: target.last, lines: marked }];
}

/** Why the old lines go, as the rails of every engine ask for it. */
function causeOf({ op, target, evidence }: GatedOperation): RemovalCause {
  if (op === "move") return { kind: "moved_to", path: target?.file.document.path ?? "" };
  return { kind: op === "delete" ? "closed_by" : "contradicted_by", eventId: evidence[0]?.event_id ?? "" };
}

/** Models drop the mark and the indentation of the list item that they reword. */
function withMarkOf(old: string, line: string): string {
  const mark = /^(\s*(?:[-*+]|\d+[.)])\s+)/.exec(old)?.[1];
  return mark === undefined ? line : mark + withoutMark(line);
}

function withoutMark(text: string): string {
  return foldWhiteSpace(text.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ""));
}

function oldLines({ target }: GatedOperation): readonly string[] {
  return target === null ? [] : target.file.document.lines.slice(target.first - 1, target.last);
}

/** Whether memory, or what the built-in engine proposes, says this already. */
export function isKnown(operation: GatedOperation, world: DreamWorld, proposed: readonly string[]): boolean {
  if (operation.op !== "add") return false;
  const words = contentWords(claimOf(operation));
  const tokens = checkedTokens(claimOf(operation)).filter(({ kind }) => kind !== "negation");
  const holds = (text: string) =>
    tokens.every((token) => text.includes(token.text)) && containment(words, contentWords(text)) >= knownOverlap;
  return proposed.some(holds) || world.documents.some(({ units }) => units.some((unit) => holds(unit.text)));
}
