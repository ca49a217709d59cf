import type Anthropic from "@anthropic-ai/sdk";
import { startDream } from "./dream";
import { type Game, play } from "./play";
import { createStores, type DemoStores } from "./stores";
import { openSystems } from "./systems";
import { openTally } from "./tally";
import { dreamMinute, makeWorld, type WorldChoice } from "./world";

export interface Story extends Pick<Game, "beforeStep" | "mindOf"> {
  /** With the key of whoever sets the demo up. */
  client: Anthropic;
  /** A client with the token of one session. */
  clientOf: (token: string) => Anthropic;
  world: WorldChoice;
}

export interface Told {
  stores: DemoStores;
  sessionIds: string[];
  dreamId: string;
}

/** Plays the five days before the dream and asks for it. The review is left to a person. */
export async function tellStory({ client, clientOf, world: choice, ...options }: Story): Promise<Told> {
  const stores = await createStores(client);
  const world = makeWorld(choice);
  const sessionIds = await play({
    world,
    systems: openSystems(world),
    tally: openTally(world),
    remembering: { client, clientOf, stores, ids: new Map(), eventsATime: 6 },
    from: 0,
    to: dreamMinute,
    ...options,
  });
  return { stores, sessionIds, dreamId: await startDream(client, stores, sessionIds) };
}
