const pauseMs = 700;

export interface TypeAhead {
  text: string;
  atMs: number;
}

/** The letters typed so far: a pause starts over, and the same letter again means "the next one". */
export function nextTypeAhead(before: TypeAhead | null, key: string, atMs: number): TypeAhead {
  const isFresh = before === null || atMs - before.atMs > pauseMs;
  const letter = key.toLowerCase();
  return { text: isFresh || before.text === letter ? letter : before.text + letter, atMs };
}

/** The index of the name to go to: the next one that starts with the text, wrapping around; -1 when there is none. */
export function findTypeAhead(names: readonly string[], from: number, text: string): number {
  const start = text.length === 1 ? from + 1 : from;
  for (let step = 0; step < names.length; step += 1) {
    const index = (start + step) % names.length;
    if (names[index]?.toLowerCase().startsWith(text)) return index;
  }
  return -1;
}
