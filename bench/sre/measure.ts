import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { openServer } from "./open-server";
import { plotArms } from "./plot-arms";
import { reportTable } from "./report-table";
import { liveElsewhere, runSeed, type SeedResult } from "./run-seed";

/** One line of the file: a world, and the sources that it was measured with. */
interface Line extends SeedResult {
  build: string;
}

/** A strange dream comes from one of a few other companies. */
const worldsElsewhere = 3;

/**
 * Measures worlds in all arms and prints the table. Each world is a line of a file as soon as it is done, so that a run
 * that was broken off goes on; lines of other sources are left alone and not counted.
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
  const known = readLines(values.file).filter((line) => line.build === build);
  const missing = wanted.filter((seed) => known.every((line) => line.seed !== seed));
  if (missing.length > 0) await measureSeeds(missing, (result) => keep(values.file, { ...result, build }));
  const results = readLines(values.file).filter((line) => line.build === build && wanted.includes(line.seed));
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

function keep(file: string, line: Line): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  // The last line of a run that was broken off may be half a line.
  return lines.flatMap((text) => (text.endsWith("}") ? (JSON.parse(text) as Line) : []));
}
