import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { openMeasuredWorlds } from "./measured-worlds";
import { openServer } from "./open-server";
import { plotArms } from "./plot-arms";
import { reportTable } from "./report-table";
import { liveElsewhere, runSeed, type SeedResult } from "./run-seed";

/** A strange dream comes from one of a few other companies. */
const worldsElsewhere = 3;

/**
 * Measures worlds in all arms and prints the table. Each world is kept as soon as it is done, so that a run that
 * was broken off goes on.
 */
export async function measure(args: readonly string[], build: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string", default: "5" },
      file: { type: "string", default: "dist/sre/measured.jsonl" },
      plot: { type: "string", default: "dist/sre/arms.svg" },
    },
  });
  const wanted = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
  const measured = openMeasuredWorlds(values.file, build);
  const known = measured.read().map(({ seed }) => seed);
  const missing = wanted.filter((seed) => !known.includes(seed));
  if (missing.length > 0) await measureSeeds(missing, measured.keep);
  const results = measured.read().filter(({ seed }) => wanted.includes(seed));
  mkdirSync(dirname(values.plot), { recursive: true });
  writeFileSync(values.plot, plotArms(results));
  console.log(`\n${reportTable(results)}\n\nPlot: ${values.plot}`);
}

/** Worlds that share their strange dream follow one another; the others are measured at the same time. */
async function measureSeeds(seeds: readonly number[], done: (result: SeedResult) => void): Promise<void> {
  const server = await openServer();
  const others = new Set(seeds.map(otherOf));
  try {
    await Promise.all([...others].map(measureLane));
  } finally {
    await server.stop();
  }

  async function measureLane(other: number): Promise<void> {
    const strange = await liveElsewhere(server, other);
    for (const seed of seeds.filter((candidate) => otherOf(candidate) === other)) {
      const result = await runSeed(server, seed, strange);
      done(result);
      console.log(`world ${seed}: ${result.seconds.toFixed(1)} s, proposed ${result.proposed.length}`);
    }
  }
}

function otherOf(seed: number): number {
  return 1 + (seed % worldsElsewhere);
}
