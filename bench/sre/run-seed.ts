import { copyStores } from "@/examples/sre/copy-stores";
import { awaitDream, startDream } from "@/examples/sre/dream";
import { elsewhere } from "@/examples/sre/harborline";
import type { DemoStores } from "@/examples/sre/stores";
import { type Lived, liveAfterDream, liveUntilDream, type Players, tellStory } from "@/examples/sre/story";
import type { TalliedDays } from "@/examples/sre/tally";
import { approveDream, readInsights } from "./approve-dream";
import type { MeasuredServer } from "./open-server";

export const arms = ["none", "memory", "dream", "strange-dream"] as const;
export type Arm = (typeof arms)[number];

export interface SeedResult {
  seed: number;
  arms: Record<Arm, TalliedDays>;
  /** The same alerts in a world in which nothing follows anything, with memory, and with its dream besides. */
  nullTwin: Record<"memory" | "dream", TalliedDays>;
  /** Kinds of what the dream proposed, and of what the dream of the null twin proposed. */
  proposed: string[];
  proposedOfNull: string[];
  appliedChanges: { dream: number; strange: number; nullTwin: number };
  seconds: number;
}

/** The world of another company, in which other things are true. */
export function liveElsewhere(server: MeasuredServer, seed: number): Promise<Lived> {
  return liveUntilDream(playersOf(server), { seed, company: elsewhere });
}

/**
 * One world in all arms. Memory, dream and strange dream share the five days before; from day 6 on each has its own copy
 * of the stores, and everybody meets the same alerts. The null twin is another world, so it has five days of its own.
 */
export async function runSeed(server: MeasuredServer, seed: number, strange: Lived): Promise<SeedResult> {
  const startedAt = Date.now();
  const { client } = server;
  const players = playersOf(server);
  const [lived, twin] = await Promise.all([tellStory(players, { seed }), tellStory(players, { seed, isNull: true })]);
  const strangeDreamId = await startDream(client, strange.stores, strange.sessionIds);
  const [memory, confused, twinMemory] = await Promise.all([
    copyStores(client, lived.stores, "without-dream"),
    copyStores(client, lived.stores, "with-strange-dream"),
    copyStores(client, twin.stores, "without-dream"),
  ]);
  const [dream, strangeDream, nullTwin] = await Promise.all([
    approve(lived.dreamId, lived.stores),
    approve(strangeDreamId, confused),
    approve(twin.dreamId, twin.stores),
  ]);
  const live = (stores: DemoStores | null, world = lived.world) => liveAfterDream(players, world, stores);
  const [none, withMemory, withDream, withStrange, twinWithMemory, twinWithDream] = await Promise.all([
    live(null),
    live(memory),
    live(lived.stores),
    live(confused),
    live(twinMemory, twin.world),
    live(twin.stores, twin.world),
  ]);
  return {
    seed,
    arms: { none, memory: withMemory, dream: withDream, "strange-dream": withStrange },
    nullTwin: { memory: twinWithMemory, dream: twinWithDream },
    proposed: await proposedKinds(lived.dreamId),
    proposedOfNull: await proposedKinds(twin.dreamId),
    appliedChanges: { dream, strange: strangeDream, nullTwin },
    seconds: (Date.now() - startedAt) / 1000,
  };

  async function approve(dreamId: string, target: DemoStores): Promise<number> {
    await awaitDream(client, dreamId);
    return approveDream(client, dreamId, target.team);
  }

  async function proposedKinds(id: string): Promise<string[]> {
    const insights = await readInsights(client, id);
    return insights.filter(({ state }) => state === "proposed").map(({ kind }) => kind);
  }
}

function playersOf({ client, clientOf }: MeasuredServer): Players {
  return { client, clientOf, eventsATime: 1_000 };
}
