import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { SeedResult } from "./run-seed";

/** One line of the file: a world, and the sources that it was measured with. */
type Line = SeedResult & { build: string };

/** A file that grows by a line a world, so that a run that was broken off goes on where it was. */
export function openMeasuredWorlds(file: string, build: string) {
  return {
    /** What these sources measured; lines of others are left alone and not counted. */
    read: (): SeedResult[] => {
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, "utf8").split("\n").flatMap(parseLine);
      return lines.filter((line) => line.build === build);
    },
    keep: (result: SeedResult): void => {
      mkdirSync(dirname(file), { recursive: true });
      // Begins a line of its own, whatever the last run left behind.
      appendFileSync(file, `\n${JSON.stringify({ ...result, build })}`);
    },
  };
}

/** Nothing for the half line of a run that was broken off while it wrote. */
function parseLine(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}
