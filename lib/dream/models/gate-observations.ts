import type { EventEvidence } from "@/lib/contract/dream-insight";
import { foldWhiteSpace, quoteOccursIn } from "@/lib/text/fold-white-space";
import { holdsSecret } from "../engine/event-evidence";
import type { RawObservation } from "./answer-schemas";
import type { Drop, Gate, Observation } from "./observation";
import { isOrder, type OrderTaint } from "./order-taint";
import type { TranscriptChunk, TranscriptEntry } from "./render-session";
import { observationsPerChunk, quoteCharacters, shortestQuote, statementCharacters } from "./thresholds";
import { unsourcedToken } from "./token-provenance";

interface Judged {
  kept: Observation[];
  drops: Drop[];
}

/**
 * Gate A. An observation goes on only when its quotes stand in the events that it cites, when these are neither memory read
 * aloud nor text from outside, and when nothing checkable in its statement comes from elsewhere. `sessionId` is that of the chunk.
 */
export function gateObservations(
  raw: readonly RawObservation[],
  chunk: TranscriptChunk,
  sessionId: string,
  isTainted: OrderTaint,
): Judged {
  const entries = new Map(chunk.entries.map((entry) => [entry.sequence, entry]));
  const judged: Judged = { kept: [], drops: [] };
  for (const [index, candidate] of raw.entries()) {
    const result =
      index < observationsPerChunk
        ? judge(candidate, entries, { session: chunk.session, sessionId, isTainted })
        : held("form", "more observations than one part may give", candidate.statement);
    if ("gate" in result) judged.drops.push({ ...result, step: "map", sessions: [chunk.session] });
    else judged.kept.push(result);
  }
  return judged;
}

type Held = Pick<Drop, "gate" | "reason" | "statement">;

function held(gate: Gate, reason: string, statement: string | null): Held {
  return { gate, reason, statement };
}

interface Place {
  session: number;
  sessionId: string;
  isTainted: OrderTaint;
}

function judge(raw: RawObservation, entries: ReadonlyMap<number, TranscriptEntry>, place: Place): Observation | Held {
  const statement = foldWhiteSpace(raw.statement);
  const texts = [statement, ...raw.conditions, ...raw.entities];
  if (statement === "" || statement.length > statementCharacters) {
    return held("form", "no statement of one sentence", null);
  }
  if (holdsSecret(texts.join("\n"))) return held("secret", "it holds what looks like a secret", null);
  const cited: { evidence: EventEvidence; entry: TranscriptEntry }[] = [];
  for (const { event, quote } of raw.evidence) {
    const entry = entries.get(event);
    const folded = foldWhiteSpace(quote);
    if (entry === undefined || folded.length < shortestQuote || !quoteOccursIn(quote, entry.text)) {
      return held("quote", "a quote does not stand in the event that it cites", statement);
    }
    if (entry.provenance === "memory_echo")
      return held("provenance", "it rests on memory that was read aloud", statement);
    if (entry.provenance === "tool_untrusted") return held("provenance", "it rests on text from outside", null);
    if (entry.provenance !== "user" && isOrder(quote))
      return held("order", "it rests on an order in a transcript", null);
    cited.push({ entry, evidence: cite(place.sessionId, entry, folded) });
  }
  if (cited.length === 0) return held("quote", "it cites nothing", statement);
  const isOfPerson = cited.some(({ entry }) => entry.provenance === "user");
  if (place.isTainted(statement) || (!isOfPerson && isOrder(statement))) {
    return held("order", "it repeats an order from a transcript", null);
  }
  const quotes = cited.map(({ evidence }) => evidence.quote);
  const foreign = unsourcedToken(statement, quotes);
  if (foreign !== null) return held("tokens", `a ${foreign.kind} in it does not stand in its quotes`, statement);
  return {
    session: place.session,
    kind: raw.kind,
    statement,
    conditions: raw.conditions
      .map(foldWhiteSpace)
      .filter((text) => text !== "" && !isOrder(text))
      .slice(0, 6),
    entities: raw.entities.map(foldWhiteSpace).filter(Boolean).slice(0, 8),
    evidence: cited.map(({ evidence }) => evidence),
    atMs: cited.map(({ entry }) => entry.atMs),
  };
}

function cite(sessionId: string, entry: TranscriptEntry, folded: string): EventEvidence {
  const quote = folded
    .slice(0, quoteCharacters)
    .toWellFormed()
    .replace(/\uFFFD$/, "")
    .trim();
  return { source: "event", session_id: sessionId, event_id: entry.eventId, quote, role: "for" };
}
