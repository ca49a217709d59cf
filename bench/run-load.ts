import type { Dispatcher } from "undici";
import { Pool } from "undici";
import type { Subject } from "./subject";

export interface Load {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Operations of each connection, for fairness. */
  perConnection: number[];
}

export interface Reply {
  status: number;
  text: string;
}

export type Send = (method: "GET" | "POST", path: string, body?: unknown) => Promise<Reply>;

/**
 * Keeps `connections` connections busy for `durationMs`. `operate` does one operation of connection `index` and says
 * whether it counted; what is measured is the time of each operation, its retries included.
 */
export async function runLoad(
  subject: Subject,
  { connections, durationMs }: { connections: number; durationMs: number },
  operate: (send: Send, index: number) => Promise<void>,
): Promise<Load> {
  const pool = new Pool(subject.baseUrl, { connections, pipelining: 1 });
  const send = sender(pool, subject);
  const latenciesMs: number[] = [];
  const perConnection = new Array<number>(connections).fill(0);
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;
  await Promise.all(
    perConnection.map(async (_, index) => {
      while (performance.now() < endsAt) {
        const from = performance.now();
        await operate(send, index);
        latenciesMs.push(performance.now() - from);
        perConnection[index] = (perConnection[index] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  latenciesMs.sort((a, b) => a - b);
  const at = (part: number) =>
    latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * part))] ?? 0;
  return { perSecond: latenciesMs.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), perConnection };
}

function sender(pool: Dispatcher, subject: Subject): Send {
  return async (method, path, body) => {
    const { statusCode, body: stream } = await pool.request({
      method,
      path,
      headers: subject.headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: statusCode, text: await stream.text() };
  };
}
