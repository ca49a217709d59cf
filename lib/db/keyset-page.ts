import { InvalidRequestError } from "@/lib/errors/invalid-request-error";

/** Where the next page begins: the sort key of the last row, bound to the order it was made with. */
export interface Cursor<K extends readonly string[]> {
  order: string;
  key: K;
}

const prefix = "page_";

/** An opaque cursor. It holds the sort key of the last row, never an offset, so paging is safe under writes. */
export function encodeCursor(cursor: Cursor<readonly string[]>): string {
  return prefix + Buffer.from(JSON.stringify([cursor.order, ...cursor.key])).toString("base64url");
}

/**
 * The sort key inside `page`; null for the first page. Throws InvalidRequestError when the text is not one of our
 * cursors, was made for another order, or has not `keyLength` parts.
 */
export function decodeCursor(page: string | undefined, order: string, keyLength: number): string[] | null {
  if (page === undefined || page === "") return null;
  const parts = parse(page);
  if (parts === null || parts.length !== keyLength + 1) {
    throw new InvalidRequestError("page: is not a cursor of this list.");
  }
  const [madeWith, ...key] = parts;
  if (madeWith !== order) {
    throw new InvalidRequestError("page: this cursor was made for another order or another list.");
  }
  return key;
}

function parse(page: string): string[] | null {
  if (!page.startsWith(prefix)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(page.slice(prefix.length), "base64url").toString("utf8"));
    return Array.isArray(value) && value.every((part) => typeof part === "string" && !part.includes("\0"))
      ? value
      : null;
  } catch {
    return null;
  }
}

/** A key part that must be a time in milliseconds; anything else is a forged cursor. */
export function cursorTime(part: string | undefined): Date {
  const time = Number(part);
  if (part === undefined || !/^\d{1,15}$/.test(part)) {
    throw new InvalidRequestError("page: is not a cursor of this list.");
  }
  return new Date(time);
}

/** Splits `limit + 1` fetched rows into a page and the cursor of the next one. */
export function toPage<R>(rows: R[], limit: number, cursorOf: (row: R) => Cursor<readonly string[]>) {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, next_page: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
