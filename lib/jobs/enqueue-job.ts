import type { Queryable } from "@/lib/db/transaction";
import type { JobName, JobPayload } from "./job-names";

export interface JobOptions {
  /** Names the work: while a job with this key waits, adding it again changes nothing. */
  key: string;
  runAt?: Date;
}

/**
 * Adds a job in the transaction of the row that it is about, so that neither exists without the other. It notifies
 * the workers at commit, which serialises commits: never call it in a memory write.
 */
export async function enqueueJob<Name extends JobName>(
  tx: Queryable,
  name: Name,
  payload: JobPayload<Name>,
  options: JobOptions,
): Promise<void> {
  await tx.query(
    `SELECT graphile_worker.add_job($1, payload := $2::json, run_at := $3, max_attempts := 25, job_key := $4,
       job_key_mode := 'preserve_run_at')`,
    [name, JSON.stringify(payload), options.runAt ?? null, options.key],
  );
}
