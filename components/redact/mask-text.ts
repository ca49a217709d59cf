const block = "█";

/** A text in which only its shape is left: every character that is not white space becomes a block. */
export function maskText(text: string): string {
  return text.replaceAll(/[^\s]/gu, block);
}
