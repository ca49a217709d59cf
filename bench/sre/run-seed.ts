import { awaitDream, startDream } from "@/examples/sre/dream";
import { elsewhere } from "@/examples/sre/harborline";
import { play } from "@/examples/sre/play";
import { createStores, type DemoStores } from "@/examples/sre/stores";
import { openSystems } from "@/examples/sre/systems";
import { type AlertTally, type ChangeTally, openTally } from "@/examples/sre/tally";
import { at, dreamMinute, makeWorld, type World, type WorldChoice } from "@/examples/sre/world";
import { approveDream, readInsights } from "./approve-dream";
import { cloneStores } from "./clone-stores";
import type { MeasuredServer } from "./open-server";

export const arms = ["none", "memory", "dream", "strange-dream"] as const;
export type Arm = (typeof arms)[number];

export interface ArmResult {
  alerts: AlertTally[];
  changes: ChangeTally;
}

export interface SeedResult {
  seed: number;
  arms: Record<Arm, ArmResult>;
  /** Kinds of what the dream proposed, and of what the dream of the null twin proposed. */
  proposed: string[];
  proposedOfNull: string[];
  appliedChanges: { dream: number; strange: number };
  seconds: number;
}

interface Lived {
  world: World;
  stores: DemoStores;
  sessionIds: string[];
}

const sixthMorning = at(6, 0, 0);
const eventsATime = 1_000;

/** Lives the five days before the dream once. */
export async function liveFiveDays(server: MeasuredServer, choice: WorldChoice): Promise<Lived> {
  const world = makeWorld(choice);
  const stores = await createStores(server.client);
  const game = { world, systems: openSystems(world), tally: openTally(world), from: 0, to: dreamMinute };
  const sessionIds = await play({ ...game, remembering: { ...server, stores, ids: new Map(), eventsATime } });
  return { world, stores, sessionIds };
}

/** The world of another company, in which other things are true. */
export function liveElsewhere(server: MeasuredServer, seed: number): Promise<Lived> {
  return liveFiveDays(server, { seed, company: elsewhere });
}

/**
 * One world in all arms. Memory, dream and strange dream share the five days before; from day 6 on each has its own copy
 * of the stores, and everybody meets the same alerts.
 */
export async function runSeed(server: MeasuredServer, seed: number, strange: Lived): Promise<SeedResult> {
  const startedAt = Date.now();
  const { client } = server;
  const [lived, twin] = await Promise.all([
    liveFiveDays(server, { seed }),
    liveFiveDays(server, { seed, isNull: true }),
  ]);
  const [memory, confused] = await Promise.all([cloneStores(client, lived.stores), cloneStores(client, lived.stores)]);
  const [dreamId, twinDreamId, strangeDreamId] = await Promise.all([dream(lived), dream(twin), dream(strange)]);
  const applied = await approveDream(client, dreamId, lived.stores.team);
  const appliedStrange = await approveDream(client, strangeDreamId, confused.team);
  const evaluate = (stores: DemoStores | null) => liveOn(server, lived.world, stores);
  const [none, withMemory, withDream, withStrange] = await Promise.all([
    evaluate(null),
    evaluate(memory),
    evaluate(lived.stores),
    evaluate(confused),
  ]);
  return {
    seed,
    arms: { none, memory: withMemory, dream: withDream, "strange-dream": withStrange },
    proposed: await proposedKinds(dreamId),
    proposedOfNull: await proposedKinds(twinDreamId),
    appliedChanges: { dream: applied, strange: appliedStrange },
    seconds: (Date.now() - startedAt) / 1000,
  };

  async function dream({ stores, sessionIds }: Lived): Promise<string> {
    const id = await startDream(client, stores, sessionIds);
    await awaitDream(client, id);
    return id;
  }

  async function proposedKinds(id: string): Promise<string[]> {
    const insights = await readInsights(client, id);
    return insights.filter(({ state }) => state === "proposed").map(({ kind }) => kind);
  }
}

/** Days 6 to 10 with what is remembered in `stores`. */
async function liveOn(server: MeasuredServer, world: World, stores: DemoStores | null): Promise<ArmResult> {
  const systems = openSystems(world);
  const tally = openTally(world);
  const remembering = stores === null ? null : { ...server, stores, ids: new Map<string, string>(), eventsATime };
  await play({ world, systems, tally, remembering, from: sixthMorning, to: at(11, 0, 0) });
  return tally.close(systems, sixthMorning);
}
