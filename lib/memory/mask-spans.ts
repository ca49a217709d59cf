/** A stretch of a text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

export const redactedMark = "[redacted]";

/** Every place of `wanted` in the text that does not overlap the one before. */
export function spansOfText(content: string, wanted: string): Span[] {
  const spans: Span[] = [];
  if (wanted === "") return spans;
  for (let at = content.indexOf(wanted); at !== -1; at = content.indexOf(wanted, at + wanted.length)) {
    spans.push({ start: at, end: at + wanted.length });
  }
  return spans;
}

/** The lines that equal one of `wanted`, without their line ends. */
export function spansOfLines(content: string, wanted: ReadonlySet<string>): Span[] {
  return lineSpans(content).filter(({ start, end }) => wanted.has(content.slice(start, end)));
}

/** Where each line stands, without its line end; the empty rest after a last line end is no line. */
export function lineSpans(content: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const line of content.split("\n")) {
    spans.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  if (content.endsWith("\n") || content === "") spans.pop();
  return spans;
}

/** The spans between every second mark of a text in which each match stands between two. */
export function spansOfMarked(marked: string, mark: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const [index, piece] of marked.split(mark).entries()) {
    if (index % 2 === 1 && piece !== "") spans.push({ start: at, end: at + piece.length });
    at += piece.length;
  }
  return spans;
}

/** The text with `[redacted]` in place of each span. Lines stay lines, so that their numbers hold for what is left. */
export function maskSpans(content: string, spans: readonly Span[]): string {
  let masked = "";
  let at = 0;
  for (const { start, end } of spans) {
    masked += content.slice(at, start) + content.slice(start, end).replace(/[^\r\n]+/g, redactedMark);
    at = end;
  }
  return masked + content.slice(at);
}

/** The numbers of the lines that spans touch, from 1, each once. */
export function linesOfSpans(content: string, spans: readonly Span[]): number[] {
  const lines = new Set<number>();
  let line = 1;
  let at = 0;
  for (const { start, end } of spans) {
    for (; at < start; at++) if (content.charCodeAt(at) === 10) line++;
    lines.add(line);
    for (; at < end; at++) {
      if (content.charCodeAt(at) !== 10) continue;
      line++;
      if (at + 1 < end) lines.add(line);
    }
  }
  return [...lines];
}
