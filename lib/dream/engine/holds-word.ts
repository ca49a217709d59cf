/** Whether `word` occurs with neither a letter, digit nor joining character at its sides. */
export function holdsWord(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isJoining(text, at - 1, -1) && !isJoining(text, at + word.length, 1)) return true;
  }
  return false;
}

/** Full stops and colons join words only between two word characters: at the end of a sentence they do not. */
function isJoining(text: string, at: number, step: 1 | -1): boolean {
  const character = text[at];
  if (character === undefined) return false;
  if (/[\p{L}\p{N}_-]/u.test(character)) return true;
  return step === 1 && character === "." && /[\p{L}\p{N}]/u.test(text[at + 1] ?? "");
}
