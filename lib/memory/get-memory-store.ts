import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { loadMemoryStore } from "./load-memory-store";

/** A store by its id, archived ones too. Throws NotFoundError. */
export async function getMemoryStore(ctx: Ctx, id: string): Promise<MemoryStore> {
  requireStoreRead(ctx.actor, id);
  return loadMemoryStore(readerOf(ctx), ctx, id);
}
