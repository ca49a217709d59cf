import { setTimeout as sleep } from "node:timers/promises";
import Anthropic from "@anthropic-ai/sdk";
import type pg from "pg";
import { copyStores } from "@/examples/sre/copy-stores";
import { liveAfterDream, type Players, sixthMorning, tellStory } from "@/examples/sre/story";
import { dayMinutes, makeWorld } from "@/examples/sre/world";
import { type Ctx, inTransaction, readerOf } from "@/lib/access/context";
import { createApiKey } from "@/lib/auth/create-api-key";
import { revokeApiKey } from "@/lib/auth/revoke-api-key";
import { systemContext } from "@/lib/auth/system-context";
import { measureDays } from "./compare-days";
import { deleteDemoObjects } from "./delete-demo-objects";
import { demoBranches } from "./demo-branches";
import { demoKeyName, findDemoObjects } from "./demo-objects";
import { openPlayer } from "./demo-player";
import { type DemoSetting, readDemoSetting, updateDemoSetting } from "./demo-setting";

export interface DemoEnvironment {
  pool: pg.Pool;
  /** Aborted when the worker stops; the next one begins anew. */
  signal: AbortSignal;
  /** The public API, as a request over the network would meet it. */
  answer: (request: Request) => Promise<Response>;
  /** How long a day before the dream takes at least, so that people can follow. */
  demoDayMs: number;
}

const lookMs = 500;
const choice = { seed: 1 };
/** Events that are sent at a time: a model thinks long enough for people to follow its session, a script's is over at once. */
const eventsOfModel = 6;
const eventsOfScript = 1_000;

/** The demo was taken away while it was played. */
class DemoTakenAway extends Error {}

/**
 * Plays what is asked for of the demo through the public API, with a key of its own that ends with it: ten days, or the
 * last five once more. Where that was left half played, it begins anew.
 */
export async function playDemo(environment: DemoEnvironment): Promise<void> {
  const { pool, signal, answer } = environment;
  const ctx = systemContext(pool);
  const { workspaceId } = ctx.actor;
  const setting = await readDemoSetting(readerOf(ctx), workspaceId);
  if (setting?.status !== "playing" && setting?.status !== "replaying") return;
  const isAgain = setting.status === "replaying";
  await inTransaction(ctx, (tx) => deleteDemoObjects(tx, ctx, isAgain ? demoBranches.withDream : undefined));
  const key = await createApiKey(ctx, {
    name: demoKeyName,
    permissions: ["memory:read", "memory:write", "session:read", "session:write", "dream:read", "dream:write"],
  });
  const clientOf = (apiKey: string) =>
    new Anthropic({
      baseURL: "http://reverie.invalid",
      apiKey,
      maxRetries: 0,
      fetch: (url, init) => answer(new Request(url, init)),
    });
  try {
    const players: Players = {
      client: clientOf(key.secret),
      clientOf,
      eventsATime: setting.model === null ? eventsOfScript : eventsOfModel,
      ...(setting.model === null ? {} : { mindOf: openPlayer(setting.model, signal) }),
    };
    const play = { ctx, players, setting, pace: (span: Span) => paceOf(ctx, environment, span) };
    const figures = isAgain ? await playLastDaysAgain(play) : await playTenDays(play);
    await updateDemoSetting(readerOf(ctx), workspaceId, { status: "told", message: null, figures });
  } catch (error) {
    await settle(ctx, error, { signal, isAgain });
  } finally {
    await revokeApiKey(ctx, key.id);
  }
}

interface Play {
  ctx: Ctx;
  players: Players;
  setting: DemoSetting;
  pace: (span: Span) => (minute: number) => Promise<void>;
}

/** Days that are played at one pace. */
interface Span {
  from: number;
  /** How long one takes, measured in the days before the dream. */
  length: number;
}

const firstDays: Span = { from: 0, length: 1 };
/** They tell less that is new, and whoever waits for them has a dream to review. */
const laterDays: Span = { from: sixthMorning, length: 0.5 };

/**
 * Five days, their dream, and five days more with the notes as they are, in copies: so the dream meets the notes that it was
 * dreamt over, whenever somebody reviews it. Stops before that review.
 */
async function playTenDays({ players, setting, pace }: Play): Promise<DemoSetting["figures"]> {
  const told = await tellStory({ ...players, beforeStep: pace(firstDays) }, choice);
  const copies = await copyStores(players.client, told.stores, demoBranches.withoutDream);
  const live = { ...players, beforeStep: pace(laterDays) };
  const memory = await liveAfterDream(live, told.world, copies);
  // Scripts without memory need no server and no time; a model would be asked, and paid, for nothing that can be watched.
  const none = setting.model === null ? await liveAfterDream(players, told.world, null) : null;
  return { none: none && measureDays(none), memory: measureDays(memory), dream: null };
}

/** Days 6 to 10 with the same alerts, in copies of what stands in the notes after the review. */
async function playLastDaysAgain({ ctx, players, setting, pace }: Play): Promise<DemoSetting["figures"]> {
  const { stores } = await findDemoObjects(readerOf(ctx), ctx.actor.workspaceId);
  const idOf = (name: string): string => {
    const store = stores.find((candidate) => candidate.name === name && candidate.branch === null);
    if (store === undefined) throw new Error(`The store ${name} of the demo is gone.`);
    return store.id;
  };
  const lived = { runbooks: idOf("org-runbooks"), team: idOf("team-sre"), board: idOf("incident-board") };
  const copies = await copyStores(players.client, lived, demoBranches.withDream);
  const live = { ...players, beforeStep: pace(laterDays) };
  const dream = await liveAfterDream(live, makeWorld(choice), copies);
  return { ...setting.figures, dream: measureDays(dream) };
}

/** Waits until a simulated minute may come, and looks now and then whether the demo is still wanted. */
function paceOf(ctx: Ctx, { signal, demoDayMs }: DemoEnvironment, { from, length }: Span): ReturnType<Play["pace"]> {
  const startedAt = Date.now();
  let lookedAt = startedAt;
  return async (minute) => {
    const waitMs = startedAt + ((minute - from) / dayMinutes) * length * demoDayMs - Date.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    signal.throwIfAborted();
    if (Date.now() - lookedAt < lookMs) return;
    lookedAt = Date.now();
    if ((await readDemoSetting(readerOf(ctx), ctx.actor.workspaceId)) === null) throw new DemoTakenAway();
  };
}

async function settle(
  ctx: Ctx,
  error: unknown,
  { signal, isAgain }: { signal: AbortSignal; isAgain: boolean },
): Promise<void> {
  if (signal.aborted) throw error;
  const { workspaceId } = ctx.actor;
  if ((await readDemoSetting(readerOf(ctx), workspaceId)) === null) {
    await inTransaction(ctx, (tx) => deleteDemoObjects(tx, ctx));
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  // Days that were to be lived once more can be asked for again; what was lived before stands.
  const status = isAgain ? "told" : "failed";
  await updateDemoSetting(readerOf(ctx), workspaceId, { status, message });
}
