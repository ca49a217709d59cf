import type { MemoryEvidence } from "@/lib/contract/dream-insight";
import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { holdsSecret, quotablePieces } from "./event-evidence";
import type { MemoryDocument } from "./memory-document";

const longestQuote = 400;

/** Cites lines of a memory; the quote is their text with white space folded, cut at a length, and stops before or starts after a secret. */
export function citeMemory(
  document: MemoryDocument,
  startLine: number,
  endLine: number,
  role: MemoryEvidence["role"] = "for",
): MemoryEvidence {
  const lines = document.lines.slice(startLine - 1, endLine);
  return {
    source: "memory",
    memory_id: document.memory.memory_id,
    memory_version_id: document.memory.memory_version_id,
    path: document.path,
    lines: [startLine, endLine],
    quote: openingOf(holdsSecret(lines.join("\n")) ? tellingPiece(lines) : foldWhiteSpace(lines.join("\n"))),
    role,
  };
}

/** Cites the line by which a memory introduces itself: its first heading, else its first line with text. Null for a blank one. */
export function citeOpening(document: MemoryDocument): MemoryEvidence | null {
  const spoken = document.lines.findIndex((line) => line.trim() !== "");
  const line = document.headings[0]?.line ?? spoken + 1;
  return line === 0 ? null : citeMemory(document, line, line);
}

function openingOf(text: string): string {
  return text
    .slice(0, longestQuote)
    .toWellFormed()
    .replace(/\uFFFD$/, "")
    .trim();
}

function tellingPiece(lines: readonly string[]): string {
  const pieces = quotablePieces(lines);
  return pieces.find((piece) => /[\p{L}\p{N}]/u.test(piece)) ?? pieces[0] ?? "";
}
