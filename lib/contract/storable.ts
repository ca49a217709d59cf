const deepestNesting = 200;

/**
 * Whether a JSON value can be stored: PostgreSQL takes neither NUL nor half of a surrogate pair, and very deep
 * nesting would exhaust the stack of whoever walks it.
 */
export function isStorable(value: unknown): boolean {
  return walk(value, 0);
}

function walk(value: unknown, depth: number): boolean {
  if (typeof value === "string") return isStorableText(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth >= deepestNesting) return false;
  if (Array.isArray(value)) return value.every((item) => walk(item, depth + 1));
  return Object.entries(value).every(([key, item]) => isStorableText(key) && walk(item, depth + 1));
}

function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
