import { createTransport } from "nodemailer";
import type pg from "pg";
import type { Logger } from "@/lib/observe/logger";
import { composeDigest } from "./compose-digest";
import { readDigestFacts } from "./digest-facts";
import { type MailSettings, mailSettings } from "./mail-settings";

interface DueDigest {
  dream_schedule_run_id: string;
  recipient: string;
  attempts: number;
}

export interface DigestEnvironment {
  pool: pg.Pool;
  clock: () => Date;
  log: Logger;
  signal: AbortSignal;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Pauses after failed tries; seven tries in about a day. */
const retryPausesMs = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour];
/** While one process sends, no other does; longer than a try may take. */
const leaseSeconds = 90;
const timeLimits = { connectionTimeout: 10 * second, greetingTimeout: 10 * second, socketTimeout: 20 * second };

/**
 * Sends the digests that are due, one after the other. A refusal for good (5xx) is not tried again; a server that is away
 * is, with growing pauses. What was decided meanwhile is not written about.
 */
export async function sendDigests(environment: DigestEnvironment): Promise<void> {
  const settings = mailSettings();
  if (settings === null) return;
  while (!environment.signal.aborted) {
    const due = await claim(environment.pool, environment.clock());
    if (due === null) return;
    await sendOne(environment, settings, due);
  }
}

async function claim(pool: pg.Pool, now: Date): Promise<DueDigest | null> {
  const { rows } = await pool.query<DueDigest>(
    // A subquery that is joined could be run once for each row, and then claim more than the one that is returned.
    `WITH due AS MATERIALIZED (
       SELECT dream_schedule_run_id AS run_id, recipient FROM dream_digest
       WHERE state = 'pending' AND next_attempt_at <= $1
       ORDER BY next_attempt_at, dream_schedule_run_id, recipient LIMIT 1 FOR UPDATE SKIP LOCKED)
     UPDATE dream_digest AS digest
     SET attempts = attempts + 1, next_attempt_at = $1::timestamptz + make_interval(secs => ${leaseSeconds})
     FROM due
     WHERE digest.dream_schedule_run_id = due.run_id AND digest.recipient = due.recipient
     RETURNING digest.dream_schedule_run_id, digest.recipient, digest.attempts`,
    [now],
  );
  return rows[0] ?? null;
}

async function sendOne({ pool, clock, log }: DigestEnvironment, settings: MailSettings, due: DueDigest): Promise<void> {
  const facts = await readDigestFacts(pool, due.dream_schedule_run_id);
  if (facts === null) return settle(pool, due, { state: "failed", error: "nothing_to_review", at: clock() });
  const mail = composeDigest(facts, process.env.REVERIE_PUBLIC_URL ?? "http://127.0.0.1:3000");
  const transport = createTransport({ url: settings.url, ...timeLimits });
  try {
    await transport.sendMail({
      from: settings.from,
      to: { name: "", address: due.recipient },
      ...mail,
      // The same letter tried twice is one letter to the receiver.
      messageId: `<${due.dream_schedule_run_id}.${Buffer.from(due.recipient).toString("hex").slice(0, 40)}@reverie>`,
      headers: { "auto-submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    await settle(pool, due, { state: "sent", error: null, at: clock() });
  } catch (error) {
    const code = codeOf(error);
    log.warn({ runId: due.dream_schedule_run_id, attempt: due.attempts, code }, "a digest could not be sent");
    const pauseMs = isForGood(error) ? undefined : retryPausesMs[due.attempts - 1];
    if (pauseMs === undefined) return settle(pool, due, { state: "failed", error: code, at: clock() });
    await pool.query(
      "UPDATE dream_digest SET error = $3, next_attempt_at = $4 WHERE dream_schedule_run_id = $1 AND recipient = $2",
      [due.dream_schedule_run_id, due.recipient, code, new Date(clock().getTime() + pauseMs)],
    );
  } finally {
    transport.close();
  }
}

async function settle(
  pool: pg.Pool,
  due: DueDigest,
  end: { state: "sent" | "failed"; error: string | null; at: Date },
): Promise<void> {
  await pool.query(
    `UPDATE dream_digest SET state = $3, error = $4, next_attempt_at = NULL, ended_at = $5
     WHERE dream_schedule_run_id = $1 AND recipient = $2`,
    [due.dream_schedule_run_id, due.recipient, end.state, end.error, end.at],
  );
}

/** SMTP's own verdict: 4xx asks to come again, 5xx does not. */
function isForGood(error: unknown): boolean {
  const status = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : 0;
  return status >= 500;
}

/** The kind of the failure; never the server's words, which may quote the letter. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if ("responseCode" in error && typeof error.responseCode === "number") return `smtp_${error.responseCode}`;
  return "code" in error && typeof error.code === "string" ? error.code.toLowerCase() : "unknown";
}
