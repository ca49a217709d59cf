import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const point = z.object({
  events: z.number(),
  files: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  inputMegabytes: z.number(),
  peakMegabytes: z.number(),
});

/** Events per session of 100 sessions, and files of the store beside those of the world. */
const sizes: readonly [events: number, files: number][] = [
  [125, 0],
  [250, 0],
  [500, 0],
  [1000, 0],
  [200, 2000],
  [1000, 2000],
];

/** The cost curve as a table: each point is measured in a process of its own. */
export async function measureCosts(program: string): Promise<string> {
  const rows: string[] = [];
  for (const size of sizes) {
    const { stdout } = await run(process.execPath, [program, ...size.map(String)], { maxBuffer: 1e6 });
    const { events, files, seconds, cpuSeconds, inputMegabytes, peakMegabytes } = point.parse(JSON.parse(stdout));
    const perEvent = ((cpuSeconds / events) * 1e6).toFixed(0);
    rows.push(
      `| ${events} | ${files} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${perEvent} | ${inputMegabytes} | ${peakMegabytes} |`,
    );
  }
  return [
    "| events (100 sessions) | files | seconds | CPU seconds | µs of CPU per event | MB before | MB peak |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}
