import { createHash } from "node:crypto";
import { makeStore } from "./make-store";
import { median } from "./median";
import { type Load, runLoad } from "./run-load";
import { type SeededStore, seedStore } from "./seed-store";
import type { Bench } from "./start-subjects";
import type { Subject } from "./subject";
import { bodyOf } from "./workloads";

interface Question {
  name: string;
  most: number;
  connections: number;
  ask: (
    subject: Subject,
    store: SeededStore,
    index: number,
  ) => (send: Parameters<Parameters<typeof runLoad>[2]>[0]) => Promise<void>;
}

const sizes = { small: 1000, large: Number(process.env.BENCH_LARGE ?? 100_000) };
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const roundMs = 1500;

const read = (address: (store: SeededStore) => string): Question["ask"] => {
  return (_, store) => async (send) => {
    const { status, text } = await send("GET", `/v1/memory_stores/${store.storeId}/${address(store)}`);
    if (status !== 200) throw new Error(`The server answered ${status}: ${text.slice(0, 300)}`);
  };
};
const anyOf = (store: SeededStore) => store.memoryIds[Math.floor(Math.random() * store.memoryIds.length)] ?? "";

const questions: Question[] = [
  { name: "GET", most: 1.3, connections: 4, ask: read((store) => `memories/${anyOf(store)}`) },
  { name: "CAS update", most: 1.3, connections: 4, ask: swap },
  { name: "first page of 100", most: 1.3, connections: 4, ask: read(() => "memories?limit=100") },
  {
    name: "deep page of 100",
    most: 1.3,
    connections: 4,
    ask: read((store) => `memories?limit=100&page=${deepPages.get(store) ?? ""}`),
  },
  {
    name: "depth=1 of a folder with 10",
    most: 1.5,
    connections: 4,
    ask: read(() => "memories?depth=1&path_prefix=/area-0/topic-7/&limit=100"),
  },
  { name: "rare substring", most: 3, connections: 1, ask: read((store) => `search?q=${store.rareWord.slice(0, 30)}`) },
  {
    name: "regex with a literal",
    most: 3,
    connections: 1,
    ask: read((store) => `search?mode=regex&q=${store.rareWord.slice(0, 20)}[0-9a-f]%2B`),
  },
];

const deepPages = new Map<SeededStore, string>();

/** How much slower the same questions are in a store a hundred times as large; both stores stand in one database. */
export async function measureGrowth(bench: Bench, print: (line: string) => void): Promise<SeededStore> {
  const stores = { small: await fill(bench, sizes.small), large: await fill(bench, sizes.large) };
  await bench.pool.query("VACUUM ANALYZE");
  await awaitIndex(bench, stores.large);
  for (const store of Object.values(stores)) deepPages.set(store, await findDeepPage(bench.reverie, store));
  print(`\n${sizes.small} → ${sizes.large} memories with 10 versions each; median of ${rounds} rounds turn about\n`);
  print("| question | small ms | large ms | growth | bound |");
  print("| --- | --- | --- | --- | --- |");
  for (const question of questions) {
    const times = { small: [] as number[], large: [] as number[] };
    for (let round = 0; round <= rounds; round++) {
      for (const size of ["small", "large"] as const) {
        const load = await ask(bench.reverie, question, stores[size]);
        if (round > 0) times[size].push(load.p50Ms);
      }
    }
    const [small, large] = [median(times.small), median(times.large)];
    const growth = large / small;
    const verdict = growth <= question.most ? "reached" : "MISSED";
    print(
      `| ${[question.name, small.toFixed(2), large.toFixed(2), `${growth.toFixed(2)} ×`, `≤ ${question.most} × ${verdict}`].join(" | ")} |`,
    );
  }
  return stores.large;
}

function ask(subject: Subject, question: Question, store: SeededStore): Promise<Load> {
  return runLoad(subject, { connections: question.connections, durationMs: roundMs }, (send, index) =>
    question.ask(subject, store, index)(send),
  );
}

// The hashes are known beforehand: most memories of the large store are changed once only, and reading them first would count there.
function swap(_: Subject, store: SeededStore, index: number): ReturnType<Question["ask"]> {
  return async (send) => {
    const share = Math.floor(store.memoryIds.length / 4);
    const id = store.memoryIds[index * share + Math.floor(Math.random() * share)] ?? "";
    const address = `/v1/memory_stores/${store.storeId}/memories/${id}`;
    const seen = store.contentSha256s.get(id);
    const content = bodyOf(`${Math.random()}`);
    const { status, text } = await send("POST", address, {
      content,
      precondition: { type: "content_sha256", content_sha256: seen },
    });
    if (status !== 200) throw new Error(`The server answered ${status}: ${text.slice(0, 300)}`);
    store.contentSha256s.set(id, createHash("sha256").update(content).digest("hex"));
  };
}

async function fill(bench: Bench, memoryCount: number): Promise<SeededStore> {
  return seedStore(bench.pool, await makeStore(bench.reverie), memoryCount);
}

async function awaitIndex(bench: Bench, store: SeededStore): Promise<void> {
  for (;;) {
    const { rows } = await bench.pool.query<{ count: number }>(
      "SELECT count(*) FROM memory_search WHERE memory_store_id = $1",
      [store.storeId],
    );
    if ((rows[0]?.count ?? 0) >= store.memoryIds.length) return;
    await new Promise((settle) => setTimeout(settle, 500));
  }
}

async function findDeepPage(subject: Subject, store: SeededStore): Promise<string> {
  let page = "";
  for (let count = 0; count < (store.memoryIds.length / 100) * 0.8; count++) {
    const response = await fetch(
      `${subject.baseUrl}/v1/memory_stores/${store.storeId}/memories?limit=100&page=${page}`,
      {
        headers: subject.headers,
      },
    );
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null || !("next_page" in body) || typeof body.next_page !== "string")
      break;
    page = encodeURIComponent(body.next_page);
  }
  return page;
}
