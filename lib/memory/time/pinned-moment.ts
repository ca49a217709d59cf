import { InvalidRequestError } from "@/lib/errors/invalid-request-error";

/** A moment of writing. Null and every moment to come = now. */
export type Moment = Date | null;

/** The value of `MomentSql.at`. */
export function momentValue(moment: Moment): Date | "infinity" {
  return moment ?? "infinity";
}

const limitCharacters = 600;

/**
 * What a cursor keeps of the first page's database snapshot: later pages leave out what was committed after it, so that all
 * pages show one state. A list of open transactions too long for a cursor is cut to what had ended before all of them.
 */
export function pinOf(snapshot: string): string {
  const [xmin = ""] = snapshot.split(":");
  return snapshot.length <= limitCharacters ? snapshot : `${xmin}:${xmin}:`;
}

/** Reads a pin out of a cursor. Throws InvalidRequestError where it is none, so that the database never has to. */
export function readPin(text: string | undefined): string | null {
  if (text === undefined) return null;
  const parts = /^(\d{1,18}):(\d{1,18}):((?:\d{1,18})?(?:,\d{1,18})*)$/.exec(text);
  const [xmin, xmax] = [BigInt(parts?.[1] ?? -1), BigInt(parts?.[2] ?? -1)];
  const open = parts?.[3] ? parts[3].split(",").map((xid) => (xid === "" ? -1n : BigInt(xid))) : [];
  const isOrdered = open.every((xid, index) => xid >= (open[index - 1] ?? xmin) && xid < xmax);
  if (xmin < 1n || xmax < xmin || !isOrdered) throw new InvalidRequestError("page: is not a cursor of this list.");
  return text;
}
