import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { median } from "./median";
import type { SeededStore } from "./seed-store";
import type { Bench } from "./start-subjects";

const run = promisify(execFile);
const rounds = 3;

/** Search and export beside `rg` and `tar cz` over the same files on disk. */
export async function compareWithFiles(bench: Bench, store: SeededStore, print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "reverie-files-"));
  try {
    await writeFiles(bench, store, folder);
    print(`\n${store.memoryIds.length} memories beside the same files on disk; medians of ${rounds} turn about\n`);
    print("| work | reverie ms | files ms | ratio | bound |");
    print("| --- | --- | --- | --- | --- |");
    const pattern = `${store.rareWord.slice(0, 20)}[0-9a-f]+`;
    const hasRipgrep = await run("rg", ["--version"]).then(
      () => true,
      () => false,
    );
    if (hasRipgrep) {
      const word = store.rareWord.slice(0, 30);
      await compare(
        print,
        "rare substring against rg",
        () => get(bench, store, `search?q=${word}`),
        () => search(folder, ["-F", word]),
        (ours, theirs) => ours < theirs,
        "faster",
      );
      await compare(
        print,
        "regex against rg",
        () => get(bench, store, `search?mode=regex&q=${encodeURIComponent(pattern)}`),
        () => search(folder, [pattern]),
        (ours, theirs) => ours < theirs,
        "faster",
      );
    } else print("| rg is not on this machine | | | | not measured |");
    await compare(
      print,
      "export tar.gz against tar cz",
      () => get(bench, store, "export?format=tar.gz"),
      () => archive(folder),
      (ours, theirs) => theirs / ours >= 0.3,
      "≥ 0.3 of the speed",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(
  print: (line: string) => void,
  name: string,
  ours: () => Promise<void>,
  theirs: () => Promise<void>,
  isReached: (oursMs: number, theirsMs: number) => boolean,
  bound: string,
): Promise<void> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await timed(ours));
    times.theirs.push(await timed(theirs));
  }
  const [oursMs, theirsMs] = [median(times.ours), median(times.theirs)];
  const verdict = isReached(oursMs, theirsMs) ? "reached" : "MISSED";
  print(
    `| ${[name, oursMs.toFixed(1), theirsMs.toFixed(1), (theirsMs / oursMs).toFixed(2), `${bound} ${verdict}`].join(" | ")} |`,
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function get(bench: Bench, store: SeededStore, route: string): Promise<void> {
  const response = await fetch(`${bench.reverie.baseUrl}/v1/memory_stores/${store.storeId}/${route}`, {
    headers: bench.reverie.headers,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`The server answered ${response.status}.`);
  for await (const _ of Readable.fromWeb(response.body as import("node:stream/web").ReadableStream)) {
    // Read to the end: what is timed is the whole answer.
  }
}

async function search(folder: string, args: string[]): Promise<void> {
  await run("rg", ["--no-ignore", ...args, folder]);
}

async function archive(folder: string): Promise<void> {
  const child = spawn("tar", ["cz", "-C", folder, "."], { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.resume();
  await once(child, "close");
}

async function writeFiles(bench: Bench, store: SeededStore, folder: string): Promise<void> {
  for (let offset = 0; offset < store.memoryIds.length; offset += 5000) {
    const { rows } = await bench.pool.query<{ path: string; content: string }>(
      `SELECT m.path, v.content FROM memory m
       JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
       WHERE m.memory_store_id = $1 AND m.id = ANY ($2)`,
      [store.storeId, store.memoryIds.slice(offset, offset + 5000)],
    );
    for (const { path, content } of rows) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}
