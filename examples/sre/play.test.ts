import { describe, expect, it } from "vitest";
import { play } from "./play";
import { openSystems } from "./systems";
import { openTally } from "./tally";
import { at, makeWorld } from "./world";

async function playWithoutMemory(seed: number) {
  const world = makeWorld({ seed });
  const systems = openSystems(world);
  const tally = openTally(world);
  await play({ world, systems, tally, remembering: null, from: 0, to: at(11, 0, 0) });
  return { world, systems, ...tally.close(systems, 0) };
}

describe("agents without memory", () => {
  it("find every cause that the handbook leads to, and cure it", async () => {
    const { world, systems } = await playWithoutMemory(1);
    const cured = world.alerts.filter(({ trouble }) => trouble !== null && systems.mitigatedAt(trouble) !== null);
    const broken = world.alerts.filter(({ trouble }) => trouble !== null);
    expect(cured).toHaveLength(broken.length);
  });

  it("make the same mistake each time, and cure one trouble twice", async () => {
    const { alerts, changes } = await playWithoutMemory(1);
    const latency = alerts.filter(({ name }) => name === "PaymentsLatencyP99");
    expect(latency.every(({ errors }) => errors === 1)).toBe(true);
    expect(changes.duplicates).toBeGreaterThan(5);
    expect(alerts.every(({ bytesRead, conflicts, isSaved }) => bytesRead + conflicts === 0 && !isSaved)).toBe(true);
  });

  it("do the same in the same world", async () => {
    const [first, second] = [await playWithoutMemory(5), await playWithoutMemory(5)];
    expect(second.alerts).toEqual(first.alerts);
    expect(second.systems.changes).toEqual(first.systems.changes);
  });
});
