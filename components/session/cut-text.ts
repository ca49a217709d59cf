const shownLines = 24;
const shownCharacters = 2400;

/** The beginning of a long text, ending with a whole line where it can; null when nothing has to be cut. */
export function cutText(text: string, lines = shownLines, characters = shownCharacters): string | null {
  let end = 0;
  for (let count = 0; count < lines; count++) {
    const next = text.indexOf("\n", end);
    if (next === -1) {
      end = text.length;
      break;
    }
    end = next + 1;
  }
  if (end <= characters) return end >= text.trimEnd().length ? null : text.slice(0, end - 1);
  if (text.length <= characters) return null;
  const lineEnd = text.lastIndexOf("\n", characters);
  const cut = lineEnd > characters / 2 ? lineEnd : characters;
  return text
    .slice(0, cut)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
}
