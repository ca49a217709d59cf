import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import type { DreamRow } from "./dream-row";

/** Throws InvalidRequestError unless the dream is completed: before that its proposal is not whole. */
export function requireReviewable(row: Pick<DreamRow, "status">): void {
  if (row.status !== "completed") {
    throw new InvalidRequestError(`A dream that is ${row.status} cannot be reviewed; only a completed one can.`);
  }
}
