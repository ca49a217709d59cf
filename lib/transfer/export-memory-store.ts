import type { Readable } from "node:stream";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { MemoryStore } from "@/lib/contract/memory-store";
import type { ExportFormat } from "@/lib/contract/transfer";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { RateLimitError } from "@/lib/errors/rate-limit-error";
import { loadMemoryStore } from "@/lib/memory/load-memory-store";
import { archiveFileName } from "./archive-file-name";
import { endWhenStalled } from "./end-when-stalled";
import type { ExportSelection } from "./export-selection";
import { gitExport } from "./git-export";
import { findGitPersons } from "./git-person";
import { jsonlExport } from "./jsonl-export";
import { readArchiveFiles } from "./read-archive-files";
import { readExportedVersions } from "./read-exported-versions";
import { tarArchive } from "./tar-archive";
import { zipArchive } from "./zip-archive";

export interface ExportMemoryStoreInput extends ExportSelection {
  format: ExportFormat;
  /** Every version rather than the files as they stand; null leaves it to the format. */
  history: boolean | null;
}

export interface StoreExport {
  fileName: string;
  mediaType: string;
  /** Read it to its end or destroy it: it holds a connection. */
  stream: Readable;
}

export const exportMediaTypes = {
  zip: "application/zip",
  "tar.gz": "application/gzip",
  jsonl: "application/jsonl",
  git: "application/x-git-fast-import",
} as const satisfies Record<ExportFormat, string>;

/** Each holds a connection of the pool for as long as its reader takes. */
const exportsAtOnce = 4;
const retryAfterSeconds = 10;
const stallTimeoutMs = 60_000;

let running = 0;

/**
 * A store, or a part of it, as one stream: its files as an archive, in path order and dated by their last change, or its
 * versions as JSON lines or for git. What stays the same gives the same bytes. Recorded before the first byte. Throws
 * NotFoundError, InvalidRequestError for the history of an archive, and RateLimitError while four others are under way.
 */
export async function exportMemoryStore(ctx: Ctx, input: ExportMemoryStoreInput): Promise<StoreExport> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const isArchive = input.format === "zip" || input.format === "tar.gz";
  if (isArchive && input.history === true) {
    throw new InvalidRequestError("history: an archive holds files alone; jsonl and git hold every version.");
  }
  const history = input.history ?? !isArchive;
  if (running >= exportsAtOnce) throw new RateLimitError("Other exports are under way.", retryAfterSeconds);
  running += 1;
  let stream: Readable | null = null;
  try {
    const store = await recordExport(ctx, { ...input, history });
    stream = endWhenStalled(openStream(ctx, store, { ...input, history }), stallTimeoutMs);
    stream.once("close", () => {
      running -= 1;
    });
    return {
      fileName: archiveFileName(store, input.format),
      mediaType: exportMediaTypes[input.format],
      stream,
    };
  } finally {
    if (stream === null) running -= 1;
  }
}

type DecidedInput = ExportMemoryStoreInput & { history: boolean };

function openStream(ctx: Ctx, store: MemoryStore, input: DecidedInput): Readable {
  switch (input.format) {
    case "zip":
      return zipArchive(readArchiveFiles(ctx.pool, input));
    case "tar.gz":
      return tarArchive(readArchiveFiles(ctx.pool, input));
    case "git":
      return gitExport(readExportedVersions(ctx.pool, input), findGitPersons(ctx.pool, ctx.actor.workspaceId));
    case "jsonl": {
      const { reverie: _, ...plainStore } = store;
      return jsonlExport(
        {
          type: "reverie_export",
          format_version: 1,
          exported_at: ctx.clock().toISOString(),
          at: input.at?.toISOString() ?? null,
          path_prefix: input.pathPrefix,
          history: input.history,
          memory_store: plainStore,
        },
        readExportedVersions(ctx.pool, input),
      );
    }
  }
}

/** In a transaction of its own, so that an export that breaks off is in the record as well. */
function recordExport(ctx: Ctx, input: DecidedInput): Promise<MemoryStore> {
  return inTransaction(ctx, async (tx) => {
    const store = await loadMemoryStore(tx, ctx, input.memoryStoreId);
    await recordAuditEvent(tx, ctx, {
      action: "memory_store.export",
      target: { type: "memory_store", id: store.id },
      memoryStoreId: store.id,
      details: {
        format: input.format,
        whole_store: input.pathPrefix === "/",
        ...(input.at === null ? {} : { at: input.at.toISOString() }),
        ...(input.history ? { history: true } : {}),
      },
    });
    return store;
  });
}
