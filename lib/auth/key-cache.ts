import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import { hearsOtherProcesses, publish, subscribe } from "@/lib/db/live-hub";

/** A key as it was read lately. */
export interface KnownKey {
  actor: Actor;
  expiresAt: Date | null;
  lastUsedAt: Date;
}

interface Cache {
  keys: Map<string, KnownKey & { readAtMs: number }>;
  /** Counts the revocations heard of: what was read before one is not kept after it. */
  generation: number;
  forget: () => void;
}

const topic = "api_keys";
// Revocations are announced to every process; this bounds what a connection that died unnoticed can hide.
const keptMs = 2000;
const keysLimit = 1000;

const registry = globalThis as typeof globalThis & { reverieKeyCaches?: WeakMap<pg.Pool, Cache> };

/** The key with this hash as it was read at most two seconds ago; else `read` from the database and kept. */
export async function rememberKey(
  pool: pg.Pool,
  sha256: string,
  read: () => Promise<KnownKey | null>,
): Promise<KnownKey | null> {
  const cache = cacheOf(pool);
  const known = cache.keys.get(sha256);
  if (known !== undefined && Date.now() - known.readAtMs < keptMs && hearsOtherProcesses()) return known;
  const { generation } = cache;
  const readAtMs = Date.now();
  const key = await read();
  if (key === null || generation !== cache.generation) {
    cache.keys.delete(sha256);
    return key;
  }
  if (cache.keys.size >= keysLimit) cache.keys.clear();
  const kept = { ...key, readAtMs };
  cache.keys.set(sha256, kept);
  return kept;
}

/** After a revocation was committed: from now on no process trusts what it read before. */
export function forgetKeys(): void {
  publish(topic);
}

function cacheOf(pool: pg.Pool): Cache {
  registry.reverieKeyCaches ??= new WeakMap();
  let cache = registry.reverieKeyCaches.get(pool);
  if (cache === undefined) {
    const made: Cache = {
      keys: new Map(),
      generation: 0,
      forget: () => {
        made.generation++;
        made.keys.clear();
      },
    };
    registry.reverieKeyCaches.set(pool, made);
    cache = made;
  }
  // Each time, because a hub that was closed has forgotten its listeners; one that knows this listener keeps one.
  subscribe(topic, cache.forget);
  return cache;
}
