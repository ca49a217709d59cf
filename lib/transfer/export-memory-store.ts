import type { Readable } from "node:stream";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { MemoryStore } from "@/lib/contract/memory-store";
import type { ExportFormat } from "@/lib/contract/transfer";
import { RateLimitError } from "@/lib/errors/rate-limit-error";
import { loadMemoryStore } from "@/lib/memory/load-memory-store";
import type { ArchiveEntry } from "./archive-entry";
import { archiveFileName } from "./archive-file-name";
import { endWhenStalled } from "./end-when-stalled";
import { entryName } from "./entry-name";
import { type ExportedMemory, readMemories } from "./read-memories";
import { tarArchive } from "./tar-archive";
import { zipArchive } from "./zip-archive";

export interface ExportMemoryStoreInput {
  memoryStoreId: string;
  format: ExportFormat;
  /** Starts and ends with /. */
  pathPrefix: string;
}

export interface StoreExport {
  fileName: string;
  mediaType: "application/zip" | "application/gzip";
  /** Read it to its end or destroy it: it holds a connection. */
  stream: Readable;
}

/** Each holds a connection of the pool for as long as its reader takes. */
const exportsAtOnce = 4;
const retryAfterSeconds = 10;
const stallTimeoutMs = 60_000;

let running = 0;

/**
 * The live memories of a store as an archive, one file each, in path order and dated by their last change: the same
 * store gives the same bytes. Recorded before the first byte. Throws NotFoundError, and RateLimitError while four others
 * are under way.
 */
export async function exportMemoryStore(ctx: Ctx, input: ExportMemoryStoreInput): Promise<StoreExport> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  if (running >= exportsAtOnce) throw new RateLimitError("Other exports are under way.", retryAfterSeconds);
  running += 1;
  let stream: Readable | null = null;
  try {
    const store = await recordExport(ctx, input);
    const entries = toEntries(readMemories(ctx.pool, input));
    stream = endWhenStalled(input.format === "zip" ? zipArchive(entries) : tarArchive(entries), stallTimeoutMs);
    stream.once("close", () => {
      running -= 1;
    });
    return {
      fileName: archiveFileName(store, input.format),
      mediaType: input.format === "zip" ? "application/zip" : "application/gzip",
      stream,
    };
  } finally {
    if (stream === null) running -= 1;
  }
}

/** In a transaction of its own, so that an export that breaks off is in the record as well. */
function recordExport(ctx: Ctx, input: ExportMemoryStoreInput): Promise<MemoryStore> {
  return inTransaction(ctx, async (tx) => {
    const store = await loadMemoryStore(tx, ctx, input.memoryStoreId);
    await recordAuditEvent(tx, ctx, {
      action: "memory_store.export",
      target: { type: "memory_store", id: store.id },
      memoryStoreId: store.id,
      details: { format: input.format, whole_store: input.pathPrefix === "/" },
    });
    return store;
  });
}

async function* toEntries(memories: AsyncIterable<ExportedMemory>): AsyncGenerator<ArchiveEntry, void, undefined> {
  for await (const memory of memories) {
    yield { name: entryName(memory.path), content: memory.content, modifiedAt: memory.updated_at };
  }
}
