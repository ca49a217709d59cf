import { setTimeout as sleep } from "node:timers/promises";
import Anthropic from "@anthropic-ai/sdk";
import type pg from "pg";
import { tellStory } from "@/examples/sre/story";
import { dayMinutes } from "@/examples/sre/world";
import { type Ctx, inTransaction, readerOf } from "@/lib/access/context";
import { createApiKey } from "@/lib/auth/create-api-key";
import { revokeApiKey } from "@/lib/auth/revoke-api-key";
import { systemContext } from "@/lib/auth/system-context";
import { deleteDemoObjects } from "./delete-demo-objects";
import { demoKeyName } from "./demo-objects";
import { openPlayer } from "./demo-player";
import { readDemoSetting, updateDemoSetting } from "./demo-setting";

export interface DemoEnvironment {
  pool: pg.Pool;
  /** Aborted when the worker stops; the next one begins anew. */
  signal: AbortSignal;
  /** The public API, as a request over the network would meet it. */
  answer: (request: Request) => Promise<Response>;
  /** How long a simulated day takes at least, so that people can follow. */
  demoDayMs: number;
}

const lookMs = 500;
const world = { seed: 1 };

/** The demo was taken away while it was played. */
class DemoTakenAway extends Error {}

/**
 * Plays the demo through the public API with a key of its own that ends with it, and stops before the review. Where one
 * was left half played, it begins anew.
 */
export async function playDemo({ pool, signal, answer, demoDayMs }: DemoEnvironment): Promise<void> {
  const ctx = systemContext(pool);
  const { workspaceId } = ctx.actor;
  const setting = await readDemoSetting(readerOf(ctx), workspaceId);
  if (setting?.status !== "playing") return;
  await inTransaction(ctx, (tx) => deleteDemoObjects(tx, ctx));
  const key = await createApiKey(ctx, {
    name: demoKeyName,
    permissions: ["memory:read", "memory:write", "session:read", "session:write", "dream:read", "dream:write"],
  });
  try {
    const clientOf = (apiKey: string) =>
      new Anthropic({
        baseURL: "http://reverie.invalid",
        apiKey,
        maxRetries: 0,
        fetch: (url, init) => answer(new Request(url, init)),
      });
    await tellStory({
      client: clientOf(key.secret),
      clientOf,
      world,
      beforeStep: paceOf(ctx, signal, demoDayMs),
      ...(setting.model === null ? {} : { mindOf: openPlayer(setting.model, signal) }),
    });
    await updateDemoSetting(readerOf(ctx), workspaceId, { status: "told", message: null });
  } catch (error) {
    await settle(ctx, error, signal);
  } finally {
    await revokeApiKey(ctx, key.id);
  }
}

/** Waits until a simulated minute may come, and looks now and then whether the demo is still wanted. */
function paceOf(ctx: Ctx, signal: AbortSignal, dayMs: number): (minute: number) => Promise<void> {
  const startedAt = Date.now();
  let lookedAt = startedAt;
  return async (minute) => {
    const waitMs = startedAt + (minute / dayMinutes) * dayMs - Date.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    signal.throwIfAborted();
    if (Date.now() - lookedAt < lookMs) return;
    lookedAt = Date.now();
    if ((await readDemoSetting(readerOf(ctx), ctx.actor.workspaceId)) === null) throw new DemoTakenAway();
  };
}

async function settle(ctx: Ctx, error: unknown, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw error;
  const { workspaceId } = ctx.actor;
  if ((await readDemoSetting(readerOf(ctx), workspaceId)) === null) {
    await inTransaction(ctx, (tx) => deleteDemoObjects(tx, ctx));
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  await updateDemoSetting(readerOf(ctx), workspaceId, { status: "failed", message });
}
