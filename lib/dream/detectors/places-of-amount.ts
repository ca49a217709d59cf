import { splitName } from "./entity-vocabulary";
import { amountIn, type FactValue, readAmounts } from "./fact-value";

/**
 * Where a line holds the number of a value without its unit: for each place the words before it back to the last number or field, "timeout"
 * in "retries=2 timeout=30"; no words where the line begins with it. No place is what numbers the lines of a file, what nothing names, and
 * what has another unit: neither "30 ms" nor "timeout_ms=30" is 30 s.
 */
export function placesOfAmount(line: string, value: FactValue): string[][] {
  const amount = amountIn(value);
  const text = line.replace(foundAt, "");
  return [...text.matchAll(numbers)].flatMap(({ 0: number, index }) => {
    if (number !== amount) return [];
    const before = text.slice(0, index);
    const words = splitName(lastField.exec(before)?.[0] ?? "");
    const unit = nextWord.exec(text.slice(index + number.length))?.[1];
    const isNamed = words.length > 0 || splitName(before).length === 0;
    return isNamed && fitsUnit(value, number, unit) && fitsUnit(value, number, words.at(-1)) ? [words] : [];
  });
}

/** Where a search found a line: file, number and perhaps column. */
const foundAt = /^\s*\S*[./]\S*?:\d+(:\d+)?[:-]/;
/** Numbers that are no part of a name, a version, a time or a range. */
const numbers = /(?<![\p{L}\p{N}_.-]|\p{N}:)[-+]?\d+(?:[_,.]\d+)*(?![\p{L}\p{N}_-]|[.:]\p{N})/gu;
const lastField = /[^,;{}|&\t\p{N}]*$/u;
const nextWord = /^\s?(\p{L}{1,12})(?![\p{L}\p{N}_])/u;

/** Whether a word is no unit of time or size, or the one of the value. */
function fitsUnit(value: FactValue, number: string, word: string | undefined): boolean {
  const amounts = word === undefined ? [] : readAmounts(`${number} ${word}`);
  return amounts.every((other) => other === `${value.measure} ${value.normal}`);
}
