import { createHash } from "node:crypto";
import type { Ctx } from "@/lib/access/context";
import { publishAfterwards } from "@/lib/db/publish-afterwards";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors/conflict-error";
import { RunningElsewhereError } from "@/lib/errors/running-elsewhere-error";
import { answerLifeHours } from "@/lib/govern/drop-expired-answers";
import { holdsSecret, subjectsOf } from "./answer-subjects";

/** What goes back to a client, as it is kept. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface KeyedRequest {
  /** Method and path. */
  route: string;
  key: string;
  /** Everything else that makes two requests the same. */
  content: string;
}

interface StoredRow {
  request_sha256: Buffer | null;
  state: "running" | "answered" | "withheld" | "redacted";
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}

const waitLimitMs = 5_000;
const lockNotAvailable = "55P03";

/**
 * Runs `work` in a transaction that also keeps its answer under the request's key, or gives the answer that is kept.
 * A crash leaves both or neither. Only what was decided is kept: success, 404 and 409; after any other answer nothing
 * has been written and the key is free. Throws ConflictError for another request under the same key and for an answer
 * that is not kept, RunningElsewhereError when the first is still running after 5 s.
 */
export function answerOnce(
  ctx: Ctx,
  request: KeyedRequest,
  work: (tx: Tx) => Promise<Answer>,
): Promise<{ answer: Answer; isReplay: boolean }> {
  const keyColumns = [ctx.actor.workspaceId, ctx.actor.kind, ctx.actor.id, request.route, sha256(request.key)];
  return publishAfterwards(() =>
    withTransaction(ctx.pool, async (tx) => {
      const requestSha256 = sha256(request.content);
      if (!(await claim(tx, keyColumns, requestSha256, ctx.clock()))) {
        return { answer: await recall(tx, keyColumns, requestSha256), isReplay: true };
      }
      await tx.query("SAVEPOINT answer");
      const answer = await work(tx);
      if (answer.status >= 400) await tx.query("ROLLBACK TO SAVEPOINT answer");
      if (isDecision(answer.status)) await keep(tx, keyColumns, answer);
      else await tx.query(`DELETE FROM idempotency_key WHERE ${whereKey}`, keyColumns);
      return { answer, isReplay: false };
    }),
  );
}

const whereKey = "workspace_id = $1 AND actor_kind = $2 AND actor_id = $3 AND route = $4 AND key_sha256 = $5";

/** A request under the same key that is still running holds the row: we wait for it, but not for ever. */
async function claim(tx: Tx, keyColumns: unknown[], requestSha256: Buffer, now: Date): Promise<boolean> {
  await tx.query(`SET LOCAL lock_timeout = ${waitLimitMs}`);
  try {
    await tx.query(
      `DELETE FROM idempotency_key WHERE ${whereKey} AND created_at < $6::timestamptz - make_interval(hours => $7)`,
      [...keyColumns, now, answerLifeHours],
    );
    const { rowCount } = await tx.query(
      `INSERT INTO idempotency_key (workspace_id, actor_kind, actor_id, route, key_sha256, request_sha256, state, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'running', $7) ON CONFLICT DO NOTHING`,
      [...keyColumns, requestSha256, now],
    );
    await tx.query("SET LOCAL lock_timeout TO DEFAULT");
    return rowCount === 1;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === lockNotAvailable) throw new RunningElsewhereError();
    throw error;
  }
}

async function recall(tx: Tx, keyColumns: unknown[], requestSha256: Buffer): Promise<Answer> {
  const { rows } = await tx.query<StoredRow>(
    `SELECT request_sha256, state, status, headers, body FROM idempotency_key WHERE ${whereKey}`,
    keyColumns,
  );
  const row = rows[0];
  if (row === undefined) throw new RunningElsewhereError();
  if (row.request_sha256 !== null && !row.request_sha256.equals(requestSha256)) {
    throw new ConflictError("This Idempotency-Key was used for another request. Nothing was written.");
  }
  if (row.status !== null && row.body !== null) {
    return { status: row.status, headers: row.headers ?? {}, body: row.body };
  }
  throw new ConflictError(
    row.state === "withheld"
      ? "The request was carried out before. Its answer held a secret, which is shown once only. Nothing was written."
      : "The request was carried out before. Its answer held text that was redacted since. Nothing was written.",
  );
}

async function keep(tx: Tx, keyColumns: unknown[], answer: Answer): Promise<void> {
  const parsed: unknown = answer.body === "" ? null : JSON.parse(answer.body);
  const isWithheld = holdsSecret(parsed);
  await tx.query(
    `UPDATE idempotency_key SET state = $6, status = $7, headers = $8, body = $9, subject_ids = $10 WHERE ${whereKey}`,
    [
      ...keyColumns,
      isWithheld ? "withheld" : "answered",
      answer.status,
      JSON.stringify(answer.headers),
      isWithheld ? null : answer.body,
      subjectsOf(parsed),
    ],
  );
}

/** Anything else was refused before it began, or failed in a way that trying again may mend. */
function isDecision(status: number): boolean {
  return status < 400 || status === 404 || status === 409;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}
