import type { MemoryEvidence } from "@/lib/contract/dream-insight";
import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { holdsSecret } from "./event-evidence";
import type { MemoryDocument } from "./memory-document";

const longestQuote = 400;

/** Cites lines of a memory; the quote is their text with white space folded, cut at a length, and stops before a secret. */
export function citeMemory(
  document: MemoryDocument,
  startLine: number,
  endLine: number,
  role: MemoryEvidence["role"] = "for",
): MemoryEvidence {
  const text = foldWhiteSpace(document.lines.slice(startLine - 1, endLine).join("\n"));
  return {
    source: "memory",
    memory_id: document.memory.memory_id,
    memory_version_id: document.memory.memory_version_id,
    path: document.path,
    lines: [startLine, endLine],
    quote: withoutSecret(
      text
        .slice(0, longestQuote)
        .toWellFormed()
        .replace(/\uFFFD$/, "")
        .trim(),
    ),
    role,
  };
}

/** Cites the line by which a memory introduces itself: its first heading, else its first line with text. Null for a blank one. */
export function citeOpening(document: MemoryDocument): MemoryEvidence | null {
  const spoken = document.lines.findIndex((line) => line.trim() !== "");
  const line = document.headings[0]?.line ?? spoken + 1;
  return line === 0 ? null : citeMemory(document, line, line);
}

function withoutSecret(text: string): string {
  if (!holdsSecret(text)) return text;
  const words = text.split(" ");
  let count = words.length;
  while (count > 0 && holdsSecret(words.slice(0, count).join(" "))) count--;
  return words.slice(0, count).join(" ");
}
