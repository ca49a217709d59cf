/**
 * Splits text into lines that keep their line feed, so that joining them gives the text back byte for byte.
 * Only U+000A ends a line: a carriage return stays part of the line, and empty text has no lines.
 */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf("\n", start);
    const end = feed === -1 ? text.length : feed + 1;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

/** Puts lines made by `splitLines` back together. */
export function joinLines(lines: readonly string[]): string {
  return lines.join("");
}

/** The line without its line feed; a carriage return before it stays, because it is content that can change. */
export function lineText(line: string): string {
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}

/** Number of lines as an editor's gutter counts them without a phantom line after a final line feed. */
export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return text === "" || text.endsWith("\n") ? count : count + 1;
}

/** Whether the text has a last line that no line feed ends. */
export function lacksFinalNewline(text: string): boolean {
  return text !== "" && !text.endsWith("\n");
}
