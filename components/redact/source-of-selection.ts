const word = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * The piece of the source that a person selected in its rendered form, in which marks are left out and white space is
 * folded. Null where the same words do not stand there in one piece.
 */
export function sourceOfSelection(source: string, selected: string): string | null {
  const text = selected.replaceAll("\r", "").trim();
  if (text === "") return null;
  if (source.includes(text)) return text;
  const words = text.match(word);
  // Marks between words are a handful of characters; more is something that was not selected.
  const pattern = words?.map((piece) => piece).join("[^\\p{L}\\p{N}\\p{M}]{1,40}?");
  return pattern === undefined ? null : (new RegExp(pattern, "u").exec(source)?.[0] ?? null);
}
