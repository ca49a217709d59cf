const block = "█";

/** A text in which only its shape is left: every character that is not white space becomes a block. */
export function maskText(text: string): string {
  return text.replaceAll(/[^\s]/gu, block);
}

/** Puts `mask` in place of the characters from `start` to `end`; an empty range changes nothing. */
export function maskRange(text: string, start: number, end: number, mask = "[redacted]"): string {
  return end > start ? text.slice(0, start) + mask + text.slice(end) : text;
}
