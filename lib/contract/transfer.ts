import { z } from "zod";
import { actor, booleanFilter, nullableTimestamp, sha256Hex, timeFilter, timestamp } from "./common";
import { memoryPath, memoryPathPrefix } from "./memory-path";
import { claimedOrigin, memoryOperation, via } from "./memory-version";

export const exportFormat = z.enum(["zip", "tar.gz", "jsonl", "git"]);
export type ExportFormat = z.infer<typeof exportFormat>;

export const exportQuery = z.object({
  format: exportFormat.default("tar.gz"),
  path_prefix: memoryPathPrefix.optional(),
  at: timeFilter,
  /** Left out: all versions for jsonl and git, the files as they stand for archives. */
  history: booleanFilter.optional(),
});

export const importFormat = z.enum(["zip", "tar.gz", "jsonl"]);
export type ImportFormat = z.infer<typeof importFormat>;

/** What happens to a file whose path is taken by another text. */
export const onConflict = z.enum(["fail", "skip", "overwrite"]);
export type OnConflict = z.infer<typeof onConflict>;

export const importQuery = z.object({
  format: importFormat,
  on_conflict: onConflict.default("fail"),
  dry_run: booleanFilter.optional(),
  /** true insists on all versions with their authors, times and ids; false takes the files alone; left out: all where allowed. */
  history: booleanFilter.optional(),
});

export const memoryImport = z
  .object({
    type: z.literal("memory_import"),
    memory_store_id: z.string(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    /** The first hundred of them. */
    skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
    skipped_count: z.number().int(),
    versions: z.number().int(),
    /** Whether the versions came in as their source had them, or one a file as the importer's. */
    history: z.boolean(),
    dry_run: z.boolean(),
  })
  .meta({ id: "MemoryImport" });
export type MemoryImport = z.infer<typeof memoryImport>;

const foreignId = z.string().regex(/^[\w.:@-]{1,128}$/, "must be an id");
const idWith = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9A-Za-z]{1,64}$`), `must be an id ${prefix}…`);
const foreignActor = actor.refine(
  (author) => Object.values(author).every((part) => foreignId.safeParse(part).success),
  "must name its author by an id",
);
const reason = z.string().max(10_000).nullable();

/** First line of a JSON lines export. */
export const exportHeader = z.object({
  type: z.literal("reverie_export"),
  format_version: z.literal(1),
  exported_at: timestamp,
  at: nullableTimestamp,
  path_prefix: z.string(),
  history: z.boolean(),
  memory_store: z.looseObject({ id: idWith("memstore_") }),
});
export type ExportHeader = z.infer<typeof exportHeader>;

/** One line of a JSON lines export: a version with everything that is known of it, but the store that it is in. */
export const exportedVersion = z.object({
  type: z.literal("memory_version"),
  id: idWith("memver_"),
  memory_id: idWith("mem_"),
  sequence: z.number().int().min(1).max(0x7fff_ffff),
  operation: memoryOperation,
  path: memoryPath.nullable(),
  content: z.string().nullable(),
  content_sha256: sha256Hex.nullable(),
  content_size_bytes: z.number().int().nullable(),
  created_at: timestamp,
  created_by: foreignActor.nullable(),
  via,
  reason,
  as_of: nullableTimestamp,
  dream_id: foreignId.nullable(),
  change_id: foreignId.nullable(),
  event_id: foreignId.nullable(),
  /** The version of another store that this one copies word for word. */
  copy_of: z.object({ memory_store_id: foreignId, memory_version_id: foreignId }).nullable(),
  origin: claimedOrigin.nullable(),
  redacted_at: nullableTimestamp,
  redacted_by: foreignActor.nullable(),
  redaction_reason: reason,
});
export type ExportedVersion = z.infer<typeof exportedVersion>;

/** Last line of a JSON lines export: one that lacks it was cut off. */
export const exportEnd = z.object({ type: z.literal("reverie_export_end"), versions: z.number().int() });
export type ExportEnd = z.infer<typeof exportEnd>;
