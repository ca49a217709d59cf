import type pg from "pg";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Logger } from "@/lib/observe/logger";
import { dreamJobKey } from "./create-dream";
import { leaseSeconds } from "./dream-lease";
import { closeCanceledDream } from "./end-dream";

/** Answers of models older than this are paid for again: sessions that old are rarely dreamt of twice. */
const resultDays = 90;

/**
 * Makes sure that no dream hangs: those that wait or run without a living worker and without a job get a job again (which
 * gives a dream up that died too often), and what a canceled dream left open, its session and its hold, is closed.
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
  const { rows: left } = await pool.query<{ dream_id: string }>(
    `SELECT d.id AS dream_id FROM dream d JOIN session s ON s.id = d.session_id
     WHERE d.status = 'canceled' AND s.archived_at IS NULL
       AND (d.heartbeat_at IS NULL OR d.heartbeat_at < now() - make_interval(secs => $1)) LIMIT 1000`,
    [leaseSeconds],
  );
  for (const { dream_id } of left) await closeCanceledDream(pool, dream_id, new Date());
  await pool.query("DELETE FROM dream_model_result WHERE created_at < now() - make_interval(days => $1)", [resultDays]);
  await pool.query(
    `UPDATE dream SET holds_store = false
     WHERE holds_store AND status NOT IN ('pending', 'running')
       AND (heartbeat_at IS NULL OR heartbeat_at < now() - make_interval(secs => $1))`,
    [leaseSeconds],
  );
}
