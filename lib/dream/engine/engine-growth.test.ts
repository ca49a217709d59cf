import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { runEngine } from "./run-engine";
import { buildMemory } from "./testing-builders";
import { buildLargeWorld } from "./testing-worlds";

/** A store of small files on one thing each, with what was done to some of them. */
function worldOf(files: number, callsPerSession: number) {
  const memories = Array.from({ length: files }, (_, at) =>
    buildMemory(
      `/services/thing-${at}.md`,
      `# thing-${at}\n\n- owner: team-${at % 7}\n- thing-${at} timeout: ${at % 9} s\n- Restart thing-${at} after ${at % 11} failed probes, the queue fills up otherwise.\n`,
    ),
  );
  return { ...buildLargeWorld(4, callsPerSession), memories };
}

async function costMs(files: number, callsPerSession: number): Promise<number> {
  const world = worldOf(files, callsPerSession);
  const started = cpuMs();
  await runEngine(world);
  return cpuMs() - started;
}

// Linear work grows fourfold here, quadratic sixteenfold; the first run pays for compiling.
const most = 9;

describe("the cost of a dream", () => {
  it("grows no faster than the files of the store and the events of the sessions", async () => {
    await costMs(30, 15);
    const base = await costMs(30, 15);
    expect(await costMs(120, 15)).toBeLessThan(base * most);
    expect(await costMs(30, 60)).toBeLessThan(base * most);
  }, 60_000);
});
