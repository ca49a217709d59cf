import type pg from "pg";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Logger } from "@/lib/observe/logger";
import { dreamJobKey } from "./create-dream";
import { leaseSeconds } from "./dream-lease";

/**
 * Makes sure that no dream hangs: those that wait or run without a living worker and without a job get a job again (which
 * gives a dream up that died too often), and a store that an ended dream still holds is let go.
 */
export async function sweepDreams(pool: pg.Pool, log: Logger): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM dream
     WHERE status IN ('pending', 'running') AND (heartbeat_at IS NULL OR heartbeat_at < now() - make_interval(secs => $1))
       AND NOT EXISTS (SELECT FROM graphile_worker.jobs WHERE key = 'dream:' || dream.id AND attempts < max_attempts)
     ORDER BY created_at LIMIT 1000`,
    [leaseSeconds],
  );
  for (const { id } of rows) await enqueueJob(pool, "run_dream", { dream_id: id }, { key: dreamJobKey(id) });
  if (rows.length > 0) log.warn({ dreams: rows.length }, "queued dreams that nobody worked on");
  await pool.query(
    `UPDATE dream SET holds_store = false
     WHERE holds_store AND status NOT IN ('pending', 'running')
       AND (heartbeat_at IS NULL OR heartbeat_at < now() - make_interval(secs => $1))`,
    [leaseSeconds],
  );
}
