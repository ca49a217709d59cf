import type Anthropic from "@anthropic-ai/sdk";
import { startDream } from "./dream";
import { type Game, play } from "./play";
import { createStores, type DemoStores } from "./stores";
import { openSystems } from "./systems";
import { openTally, type TalliedDays } from "./tally";
import { at, dayOf, dreamMinute, makeWorld, type World, type WorldChoice } from "./world";

/** Who plays the agents, and where they remember. */
export interface Players extends Pick<Game, "beforeStep" | "mindOf"> {
  /** With the key of whoever sets the demo up. */
  client: Anthropic;
  /** A client with the token of one session. */
  clientOf: (token: string) => Anthropic;
  /** Events that are sent at a time: few where somebody watches, many where it has to be fast. */
  eventsATime: number;
}

/** What five days left behind: the stores, and the sessions over which a dream may go. */
export interface Lived {
  world: World;
  stores: DemoStores;
  sessionIds: string[];
}

export const demoDays = { untilDream: dayOf(dreamMinute), all: 10 };
/** Day 6 begins. */
export const sixthMorning = at(demoDays.untilDream + 1, 0, 0);
const end = at(demoDays.all + 1, 0, 0);

/** Lives the days before the dream, in new stores. */
export async function liveUntilDream(players: Players, choice: WorldChoice): Promise<Lived> {
  const world = makeWorld(choice);
  const stores = await createStores(players.client);
  const game = { world, systems: openSystems(world), tally: openTally(world), from: 0, to: dreamMinute };
  const sessionIds = await play({ ...game, ...howToPlay(players, stores) });
  return { world, stores, sessionIds };
}

/** Lives days 6 to 10 with what is remembered in `stores`, or without memory, and counts what every alert cost. */
export async function liveAfterDream(players: Players, world: World, stores: DemoStores | null): Promise<TalliedDays> {
  const systems = openSystems(world);
  const tally = openTally(world);
  await play({ world, systems, tally, from: sixthMorning, to: end, ...howToPlay(players, stores) });
  return tally.close(systems, sixthMorning);
}

/** Lives the days before the dream and asks for it. The review is left to a person. */
export async function tellStory(players: Players, choice: WorldChoice): Promise<Lived & { dreamId: string }> {
  const lived = await liveUntilDream(players, choice);
  return { ...lived, dreamId: await startDream(players.client, lived.stores, lived.sessionIds) };
}

function howToPlay({ client, clientOf, eventsATime, ...options }: Players, stores: DemoStores | null) {
  const remembering =
    stores === null ? null : { client, clientOf, stores, ids: new Map<string, string>(), eventsATime };
  return { remembering, ...options };
}
