export type TextPart = { kind: "text"; text: string } | { kind: "invisible"; code: string };

const invisible = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const joiner = /^[\u200C\u200D]$/;
// Joiners are part of the spelling after letters of many scripts and within emoji; after ASCII they only hide.
const joinable = /(?:[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F)$/u;
const ascii = /[ -~]$/;

/**
 * Parts a line at characters that cannot be seen (direction overrides, zero-width, tags, controls), so that they can be shown
 * by their code: text that reads one way to a person and another to an agent must not hide. A carriage return at the end of
 * the line is its end and is dropped.
 */
export function revealInvisible(line: string): TextPart[] {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(invisible)) {
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    if (joiner.test(match[0]) && joinable.test(before) && !ascii.test(before)) continue;
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    const point = match[0].codePointAt(0) ?? 0;
    parts.push({ kind: "invisible", code: `U+${point.toString(16).toUpperCase().padStart(4, "0")}` });
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}
