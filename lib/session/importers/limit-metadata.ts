const pairLimit = 16;
const keyLimit = 64;
const valueLimit = 512;

/** Metadata of a session within the wire's limits: earlier pairs win, long values end in an ellipsis. */
export function limitMetadata(pairs: Iterable<readonly [string, unknown]>): Record<string, string> {
  const kept = new Map<string, string>();
  for (const [key, value] of pairs) {
    const text = metadataText(value);
    if (text === null || key === "" || [...key].length > keyLimit || kept.has(key)) continue;
    if (kept.size === pairLimit) break;
    kept.set(key, shorten(text, valueLimit));
  }
  return Object.fromEntries(kept);
}

/** The first `limit` characters, counted as code points; a cut shows as an ellipsis. */
export function shorten(text: string, limit: number): string {
  const characters = [...text.slice(0, 2 * limit + 2)];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
}

/** A title of one line from a longer text; null where nothing is left. */
export function titleFrom(text: string | null): string | null {
  const line = text?.trimStart().slice(0, 2_000).toWellFormed().replace(/\s+/g, " ").trim();
  return line ? shorten(line, 120) : null;
}

function metadataText(value: unknown): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}
