import { leaves } from "../engine/event-text";
import type { EventRef, NormalisedSession, Provenance } from "../engine/normalised-session";
import { readRows } from "./line-rows";
import type { Row } from "./row";

/** A text of a session with the records in it. */
export interface ReadText {
  session: number;
  event: EventRef;
  provenance: Provenance;
  /** The tool that answered, or who spoke. */
  from: string;
  input: Readonly<Record<string, unknown>>;
  rows: readonly Row[];
}

/**
 * Reads the answers of tools, and what users gave in a structured form. What memory says is no news, and an event that says itself
 * what happened is not read again.
 */
export function readTexts(sessions: readonly NormalisedSession[]): ReadText[] {
  return sessions.flatMap((session, position) => {
    const told = new Set(session.reports.map(({ event }) => event.eventId));
    const answers = session.calls.flatMap(({ tool, input, result, outcome, provenance }): ReadText[] => {
      const isNews = result !== null && provenance !== "memory_echo" && !told.has(result.eventId);
      const isAnswer = outcome === "ok" || (outcome === "failed" && /^\s*[[{]/.test(result?.text ?? ""));
      if (!isNews || !isAnswer) return [];
      const rows = readRows(result.text, result.atMs);
      // An empty answer about a stretch of time tells that nothing happened in it.
      const tells = rows.length > 0 || leaves(input).some(({ text }) => /\d:\d\d|\d{4}-\d\d-\d\d|\d{9}/.test(text));
      return tells ? [{ session: position, event: result, provenance, from: tool, input, rows }] : [];
    });
    const messages = session.utterances.flatMap(({ event, provenance }): ReadText[] => {
      if (provenance !== "user" || told.has(event.eventId)) return [];
      const rows = readRows(event.text, event.atMs).filter(({ shape }) => shape !== "line");
      return rows.length === 0 ? [] : [{ session: position, event, provenance, from: "user", input: {}, rows }];
    });
    return [...answers, ...messages].sort((left, right) => left.event.sequence - right.event.sequence);
  });
}
