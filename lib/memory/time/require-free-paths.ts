import { ancestorsOf } from "@/lib/contract/memory-path-rules";
import type { Tx } from "@/lib/db/transaction";
import { MemoryPathConflictError } from "@/lib/errors/memory-path-conflict-error";

interface Standing {
  path: string;
  memoryId: string;
}

/**
 * Throws MemoryPathConflictError when a file that a restore leaves alone stands above or below a path that it writes: one outside
 * the restored folder, or one whose past was redacted.
 */
export async function requireFreePaths(
  tx: Tx,
  scope: { memoryStoreId: string; pathPrefix: string },
  writtenPaths: readonly string[],
  kept: readonly Standing[],
): Promise<void> {
  if (writtenPaths.length === 0) return;
  const { rows } = await tx.query<Standing>(
    `SELECT path, id AS "memoryId" FROM memory WHERE memory_store_id = $1 AND path = ANY($2::text[]) LIMIT 1`,
    [scope.memoryStoreId, ancestorsOf(scope.pathPrefix)],
  );
  const keptAt = new Map(kept.map((file) => [file.path, file]));
  const written = new Set(writtenPaths);
  const blocked =
    rows[0] ??
    kept.find((file) => ancestorsOf(file.path).some((path) => written.has(path))) ??
    writtenPaths
      .flatMap(ancestorsOf)
      .map((path) => keptAt.get(path))
      .find((file) => file !== undefined);
  if (blocked !== undefined) throw new MemoryPathConflictError(blocked);
}

/**
 * Throws MemoryPathConflictError when one file stands below another after a restore, which only clocks that disagreed at the
 * restored moment can bring about.
 */
export async function requireDisjointPaths(
  tx: Tx,
  scope: { memoryStoreId: string; pathPrefix: string },
): Promise<void> {
  const { rows } = await tx.query<Standing>(
    `SELECT m.path, m.id AS "memoryId" FROM memory m
     WHERE m.memory_store_id = $1 AND m.path >= $2 AND m.path < $3
       AND EXISTS (SELECT 1 FROM memory b WHERE b.memory_store_id = $1 AND b.path > m.path || '/' AND b.path < m.path || '0')
     LIMIT 1`,
    [scope.memoryStoreId, scope.pathPrefix, `${scope.pathPrefix.slice(0, -1)}0`],
  );
  if (rows[0] !== undefined) throw new MemoryPathConflictError(rows[0]);
}
