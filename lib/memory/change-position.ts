import { changePosition } from "@/lib/contract/memory-change";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";

/**
 * Where a reader stands in the order (transaction, its versions by id, its other changes by number). `versionId` is the
 * last version that was read of the transaction, null when all were.
 */
export interface ChangePosition {
  xid: string;
  versionId: string | null;
  sequence: number;
}

/** The place before everything that the transaction wrote. */
export function beginningOf(xid: string): ChangePosition {
  return { xid, versionId: "", sequence: -1 };
}

/** The text that a reader brings back. */
export function encodeChangePosition({ xid, versionId, sequence }: ChangePosition): string {
  if (versionId === null) return `${xid}.${sequence}`;
  return versionId === "" ? xid : `${xid}.${versionId}`;
}

/** Throws InvalidRequestError for what is no position. */
export function decodeChangePosition(text: string): ChangePosition {
  const parsed = changePosition.safeParse(text);
  const [xid = "", within] = text.split(".");
  if (!parsed.success || BigInt(xid) >= 2n ** 64n) {
    throw new InvalidRequestError("Last-Event-ID: is not a position of this stream.");
  }
  if (within === undefined) return beginningOf(xid);
  return within.startsWith("memver_")
    ? { xid, versionId: within, sequence: -1 }
    : { xid, versionId: null, sequence: Number(within) };
}
