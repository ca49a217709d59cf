import type { RedactionTarget } from "./redaction-request";

const mask = "[redacted]";

/**
 * The text as it will be after the redaction, for a preview. Null where only the server can tell, because the pattern is
 * not one that browsers read.
 */
export function maskTarget(text: string, target: RedactionTarget): string | null {
  switch (target.kind) {
    case "text":
      return target.text === "" ? text : text.split(target.text).join(maskLines(target.text));
    case "regex": {
      const pattern = browserPattern(target.pattern);
      return pattern === null ? null : text.replace(pattern, maskLines);
    }
    case "lines": {
      const lines = text.split("\n");
      const chosen = new Set(lines.slice(target.first - 1, target.last).filter((line) => /[\p{L}\p{N}]/u.test(line)));
      return lines.map((line) => (chosen.has(line) ? maskLines(line) : line)).join("\n");
    }
  }
}

/** A pattern that finds each of these pieces as it stands, to the browser and to PostgreSQL alike. */
export function patternOfPieces(pieces: readonly string[]): string {
  return [...new Set(pieces)].map((piece) => piece.replace(/[^\p{L}\p{N}\p{M}]/gu, escapeCharacter)).join("|");
}

// Lines stay lines, as on the server.
function maskLines(text: string): string {
  return text.replace(/[^\r\n]+/g, mask);
}

function browserPattern(pattern: string): RegExp | null {
  try {
    // PostgreSQL's options and directors stand in front of the pattern; a browser knows none of them.
    return /^(?:\*\*\*|\(\?[a-z]+\))/.test(pattern) ? null : new RegExp(pattern, "gm");
  } catch {
    return null;
  }
}

function escapeCharacter(character: string): string {
  return /[\x20-\x7e]/.test(character) ? `\\${character}` : character;
}
