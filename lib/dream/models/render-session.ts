import { maskSecrets } from "@/lib/text/mask-secrets";
import { groupBy } from "../engine/group-by";
import type { NormalisedSession, Provenance } from "../engine/normalised-session";
import { charactersPerToken, eventCharacters } from "./thresholds";

/** One event as a model reads it: secrets masked. */
export interface TranscriptEntry {
  sequence: number;
  eventId: string;
  label: string;
  text: string;
  provenance: Provenance;
  atMs: number | null;
}

/** A run of events of one session that fits one request. */
export interface TranscriptChunk {
  /** Position of the session in the world's list. */
  session: number;
  /** From 1. */
  part: number;
  parts: number;
  entries: readonly TranscriptEntry[];
  text: string;
}

/** The session's events in order, calls and their results included. */
export function transcriptEntries(session: NormalisedSession): TranscriptEntry[] {
  const spoken = session.utterances.map(({ event, provenance }) => ({ event, provenance, label: labelOf(provenance) }));
  const calls = session.calls.map(({ use, tool }) => ({
    event: use,
    provenance: "agent" as const,
    label: `call ${tool}`,
  }));
  const results = new Map(
    session.calls.flatMap(({ result, tool, outcome, provenance }) =>
      result === null ? [] : [[result.eventId, `result of ${tool}, ${outcome}${markOf(provenance)}`] as const],
    ),
  );
  return [...spoken, ...calls]
    .map(({ event, provenance, label }) => ({
      sequence: event.sequence,
      eventId: event.eventId,
      label: results.get(event.eventId) ?? label,
      text: maskSecrets(event.text),
      provenance,
      atMs: event.atMs,
    }))
    .sort((left, right) => left.sequence - right.sequence);
}

/** Cuts a session at event boundaries into pieces of at most `tokens`. A session without events gives none. */
export function chunkSession(session: NormalisedSession, position: number, tokens: number): TranscriptChunk[] {
  const limit = tokens * charactersPerToken;
  let [piece, size] = [0, 0];
  const placed = transcriptEntries(session).map((entry) => {
    const text = renderEntry(entry);
    if (size > 0 && size + text.length > limit) [piece, size] = [piece + 1, 0];
    size += text.length;
    return { piece, entry, text };
  });
  const pieces = [...groupBy(placed, (item) => item.piece).values()];
  return pieces.map((own, index) => ({
    session: position,
    part: index + 1,
    parts: pieces.length,
    entries: own.map(({ entry }) => entry),
    text: own.map(({ text }) => text).join(""),
  }));
}

/** What a text takes of a model's context, roughly and rather too much. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

function renderEntry({ sequence, label, text, provenance }: TranscriptEntry): string {
  // Memory must not learn from itself: what was read from it is named and not shown.
  const body = provenance === "memory_echo" ? "(text of the memory, left out)" : clip(text);
  return `[${sequence}] ${label}\n${body}\n\n`;
}

function clip(text: string): string {
  if (text.length <= eventCharacters) return text;
  const half = eventCharacters / 2;
  const left = text.length - eventCharacters;
  return `${text.slice(0, half).toWellFormed()}\n(${left} characters left out)\n${text.slice(-half).toWellFormed()}`;
}

function labelOf(provenance: Provenance): string {
  return provenance === "user" || provenance === "agent" ? provenance : `result${markOf(provenance)}`;
}

function markOf(provenance: Provenance): string {
  if (provenance === "memory_echo") return ", memory";
  return provenance === "tool_untrusted" ? ", untrusted" : "";
}
