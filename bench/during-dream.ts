import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { generateCorpus } from "./dreambench/generate/generate-corpus";
import { familyNames } from "./dreambench/generate/plant";
import { vocabularyPack } from "./dreambench/packs/pack";
import sreShop from "./dreambench/packs/sre-shop.json";
import { makeStore } from "./make-store";
import { median } from "./median";
import { type PacedLoad, runPaced } from "./paced-load";
import type { Bench } from "./start-subjects";

const perSecond = 200;
const quietMs = 15_000;
const rounds = 3;
const most = 2;
const [sessions, eventsPerSession, files] = [100, 1000, 2000];

const imported = z.object({ data: z.array(z.object({ id: z.string() })).min(1) });
const dream = z.object({ id: z.string(), status: z.string(), error: z.object({ message: z.string() }).nullish() });

/** What readers of another store notice of a large dream: GETs at a steady pace, without it and while it runs, turn about. */
export async function measureDuringDream(bench: Bench, print: (line: string) => void): Promise<void> {
  const { storeId, sessionIds } = await importWorld(bench);
  print(
    `\n${perSecond} GETs a second beside a dream over ${sessions} × ${eventsPerSession} events and a large store\n`,
  );
  print("| round | without: p50, p99, slowest ms | while it runs: p50, p99, slowest ms | dream s | p99 ratio |");
  print("| --- | --- | --- | --- | --- |");
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const quietEndsAt = performance.now() + quietMs;
    const without = await read(bench, () => performance.now() > quietEndsAt);
    const startedAt = performance.now();
    let isOver = false;
    const [during] = await Promise.all([
      read(bench, () => isOver),
      runDream(bench, storeId, sessionIds).finally(() => {
        isOver = true;
      }),
    ]);
    const seconds = (performance.now() - startedAt) / 1000;
    ratios.push(during.p99Ms / without.p99Ms);
    const cells = [round, cellOf(without), cellOf(during), seconds.toFixed(1), ratios.at(-1)?.toFixed(2)];
    print(`| ${cells.join(" | ")} |`);
  }
  const ratio = median(ratios);
  print(`p99 while a dream runs: ${ratio.toFixed(2)} × without, ≤ ${most} ${ratio <= most ? "reached" : "MISSED"}`);
}

function read(bench: Bench, isOver: () => boolean): Promise<PacedLoad> {
  const { storeId, memoryIds } = bench.reverie;
  const pathOf = () =>
    `/v1/memory_stores/${storeId}/memories/${memoryIds[Math.floor(Math.random() * memoryIds.length)]}`;
  return runPaced(bench.reverie, perSecond, pathOf, isOver);
}

function cellOf({ p50Ms, p99Ms, slowestMs }: PacedLoad): string {
  return [p50Ms, p99Ms, slowestMs].map((ms) => ms.toFixed(1)).join(", ");
}

async function importWorld(bench: Bench): Promise<{ storeId: string; sessionIds: string[] }> {
  const corpus = await generateCorpus({
    pack: vocabularyPack.parse(sreShop),
    seed: 7,
    families: familyNames,
    sessions,
    eventsPerSession: [eventsPerSession, eventsPerSession],
    extraFiles: files,
  });
  const storeId = await makeStore(bench.reverie);
  const operations = corpus.input.memories.map(({ path, content }) => ({ op: "create", path, content }));
  for (let offset = 0; offset < operations.length; offset += 500)
    await send(bench, `memory_stores/${storeId}/memories/batch`, {
      operations: operations.slice(offset, offset + 500),
    });
  const sessionIds: string[] = [];
  for (const { body } of corpus.transcripts) {
    const { data } = imported.parse(await send(bench, "sessions/import", body));
    sessionIds.push(...data.map((session) => session.id));
  }
  return { storeId, sessionIds };
}

async function runDream(bench: Bench, storeId: string, sessionIds: string[]): Promise<void> {
  const inputs = [
    { type: "memory_store", memory_store_id: storeId },
    { type: "sessions", session_ids: sessionIds },
  ];
  let state = dream.parse(await send(bench, "dreams", { inputs, model: "reverie-deterministic-1" }));
  while (state.status === "pending" || state.status === "running") {
    await sleep(250);
    state = dream.parse(await send(bench, `dreams/${state.id}`));
  }
  if (state.status !== "completed") throw new Error(`The dream ${state.status}: ${state.error?.message ?? ""}`);
}

async function send({ reverie }: Bench, route: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${reverie.baseUrl}/v1/${route}`, {
    method: body === undefined ? "GET" : "POST",
    headers: reverie.headers,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${route}: ${response.status} ${(await response.text()).slice(0, 300)}`);
  return response.json();
}
