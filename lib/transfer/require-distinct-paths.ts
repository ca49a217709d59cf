import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";

/** Throws InvalidRequestError when two of the gathered files have one path, or one stands above another. */
export async function requireDistinctPaths(tx: Tx): Promise<void> {
  const twice = await tx.query<{ path: string }>(
    "SELECT path FROM import_file GROUP BY path HAVING count(*) > 1 ORDER BY path LIMIT 1",
  );
  if (twice.rows[0] !== undefined) {
    throw new InvalidRequestError(`Two files have the path ${JSON.stringify(twice.rows[0].path)}.`);
  }
  const nested = await tx.query<{ path: string; below: string }>(
    `SELECT f.path, below.path AS below FROM import_file f CROSS JOIN LATERAL (
       SELECT b.path FROM import_file b WHERE b.path > f.path || '/' AND b.path < f.path || '0' ORDER BY b.path LIMIT 1
     ) below ORDER BY f.path LIMIT 1`,
  );
  const first = nested.rows[0];
  if (first !== undefined) {
    throw new InvalidRequestError(
      `${JSON.stringify(first.path)} is a file, so ${JSON.stringify(first.below)} cannot stand below it.`,
    );
  }
}
