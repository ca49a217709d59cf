import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import type { Subject } from "./subject";

export interface PacedLoad {
  count: number;
  p50Ms: number;
  p99Ms: number;
  slowestMs: number;
}

/**
 * Sends GETs at a steady pace whether or not the ones before are answered, until told to end. Each is timed from the
 * moment when it was due: a server that stalls delays all that come meanwhile, and each of them counts.
 */
export async function runPaced(
  subject: Subject,
  perSecond: number,
  pathOf: () => string,
  isOver: () => boolean,
): Promise<PacedLoad> {
  const pool = new Pool(subject.baseUrl, { connections: 64, pipelining: 1 });
  const latenciesMs: number[] = [];
  const underway: Promise<void>[] = [];
  const ask = async (dueAt: number) => {
    const { statusCode, body } = await pool.request({ method: "GET", path: pathOf(), headers: subject.headers });
    await body.text();
    if (statusCode !== 200) throw new Error(`The server answered ${statusCode}.`);
    latenciesMs.push(performance.now() - dueAt);
  };
  const startedAt = performance.now();
  for (let sent = 0; !isOver(); ) {
    for (const due = ((performance.now() - startedAt) / 1000) * perSecond; sent < due; sent++)
      underway.push(ask(startedAt + (sent / perSecond) * 1000));
    await sleep(1);
  }
  await Promise.all(underway);
  await pool.close();
  latenciesMs.sort((a, b) => a - b);
  const at = (part: number) => latenciesMs[Math.floor((latenciesMs.length - 1) * part)] ?? 0;
  return { count: latenciesMs.length, p50Ms: at(0.5), p99Ms: at(0.99), slowestMs: at(1) };
}
