import type { Queryable } from "@/lib/db/transaction";

export const heartbeatIntervalMs = 3_000;
const deadAfterSeconds = 15;

/** Says that the process `id` lives and which of the queue's workers are its own. Times are the database's. */
export async function beatHeart(db: Queryable, id: string, graphileWorkerIds: readonly string[]): Promise<void> {
  await db.query(
    `INSERT INTO job_worker (id, graphile_worker_ids, started_at, heartbeat_at) VALUES ($1, $2, now(), now())
     ON CONFLICT (id) DO UPDATE SET graphile_worker_ids = excluded.graphile_worker_ids, heartbeat_at = now()`,
    [id, graphileWorkerIds],
  );
}

/** Signs the process off. */
export async function leaveRegistry(db: Queryable, id: string): Promise<void> {
  await db.query("DELETE FROM job_worker WHERE id = $1", [id]);
}

/**
 * Takes back the jobs of workers that died: those whose process sends no heartbeat, and those that no process claims.
 * Without it the queue would wait four hours. Returns how many workers were unlocked.
 */
export async function unlockDeadWorkers(db: Queryable): Promise<number> {
  await db.query(`DELETE FROM job_worker WHERE heartbeat_at < now() - make_interval(secs => $1)`, [deadAfterSeconds]);
  const { rows } = await db.query<{ ids: string[] | null }>(
    `WITH dead AS (
       SELECT DISTINCT locked_by FROM graphile_worker._private_jobs AS job
       WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)
         AND NOT EXISTS (SELECT FROM job_worker WHERE job.locked_by = ANY (graphile_worker_ids)))
     SELECT array_agg(locked_by) AS ids FROM dead`,
    [deadAfterSeconds],
  );
  const dead = rows[0]?.ids ?? [];
  if (dead.length > 0) await db.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [dead]);
  return dead.length;
}
