import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import { getApplicationPool } from "./pool";

const registry = globalThis as typeof globalThis & { reveriePrisma?: WeakMap<pg.Pool, PrismaClient> };

/**
 * The typed reader over a pool, one for the two module graphs. It shares the pool's connections but never a
 * transaction: writes, and reads that belong to a write, go through Tx.
 */
export function getPrisma(pool: pg.Pool = getApplicationPool()): PrismaClient {
  registry.reveriePrisma ??= new WeakMap();
  const existing = registry.reveriePrisma.get(pool);
  if (existing !== undefined) return existing;
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  registry.reveriePrisma.set(pool, client);
  return client;
}
