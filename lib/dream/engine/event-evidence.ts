import type { EventEvidence } from "@/lib/contract/dream-insight";
import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { maskSecrets } from "@/lib/text/mask-secrets";
import type { EventRef } from "./normalised-session";

const longestQuote = 240;

/**
 * Cites an event by the line that holds `focus`. The quote is a piece of the event's text with white space folded, cut around
 * the focus; no part of a secret is ever in it.
 */
export function citeEvent(
  sessionId: string,
  event: EventRef,
  focus: string,
  role: EventEvidence["role"] = "for",
): EventEvidence {
  return {
    source: "event",
    session_id: sessionId,
    event_id: event.eventId,
    quote: quoteAround(event.text, focus),
    role,
  };
}

/** The quotable line of a text that holds `focus`; the first line with something in it where none does. */
function quoteAround(text: string, focus: string): string {
  const wanted = foldWhiteSpace(focus);
  const lines = quotablePieces(text.split("\n"));
  const line = lines.find((candidate) => wanted !== "" && candidate.includes(wanted));
  return cutAround(line ?? lines[0] ?? "", line === undefined ? "" : wanted);
}

/**
 * The lines with white space folded, each in the pieces that secrets leave of it: a cut through a secret would hide its shape and
 * show its letters. A text that is nothing but a secret gives its first letter, since a quote must not be empty.
 */
export function quotablePieces(lines: readonly string[]): string[] {
  const text = lines.join("\n");
  const pieces = maskSecrets(text, "\n").split("\n").map(foldWhiteSpace).filter(Boolean);
  return pieces.length > 0 ? pieces : [...text.trim()].slice(0, 1);
}

function cutAround(line: string, focus: string): string {
  if (line.length <= longestQuote) return line;
  const at = Math.max(0, line.indexOf(focus));
  const start = Math.max(0, Math.min(at - Math.floor((longestQuote - focus.length) / 2), line.length - longestQuote));
  return line
    .slice(start, start + longestQuote)
    .toWellFormed()
    .replace(/^\uFFFD|\uFFFD$/g, "")
    .trim();
}

/** Whether a text holds what looks like a credential. */
export function holdsSecret(text: string): boolean {
  return maskSecrets(text) !== text;
}
