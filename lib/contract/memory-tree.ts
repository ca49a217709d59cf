import { z } from "zod";
import { actor, booleanFilter, characters, pageCursor, pageLimit, repeated, timeFilter, timestamp } from "./common";
import { namedPathsLimit } from "./limits";
import { memoryPathPrefix } from "./memory-path";

/** `redacted`: some version of it was erased · `proposed`: an open dream changes it · `deleted`: only its history is left. */
export const memoryTreeFlag = z.enum(["redacted", "proposed", "deleted"]);
export type MemoryTreeFlag = z.infer<typeof memoryTreeFlag>;

/** One file in as few bytes as a tree needs. */
export const memoryTreeRow = z
  .object({
    path: z.string(),
    memory_id: z.string(),
    size: z.number().int(),
    updated_at: timestamp,
    last_actor: actor.nullable(),
    flags: z.array(memoryTreeFlag),
  })
  .meta({ id: "MemoryTreeRow" });
export type MemoryTreeRow = z.infer<typeof memoryTreeRow>;

/**
 * A folder, at `depth=1`. `joined_path` is the deepest folder that holds all of its files, so that a tree can draw a chain of
 * folders as one row. Count, joined path and last change are null of a past moment, where they would cost a walk through all files.
 */
export const memoryTreeFolder = z
  .object({
    type: z.literal("memory_prefix"),
    path: z.string(),
    joined_path: z.string().nullable(),
    file_count: z.number().int().nullable(),
    updated_at: timestamp.nullable(),
    flags: z.array(memoryTreeFlag),
  })
  .meta({ id: "MemoryTreeFolder" });
export type MemoryTreeFolder = z.infer<typeof memoryTreeFolder>;

export const memoryTreeItem = z.union([memoryTreeFolder, memoryTreeRow]);
export type MemoryTreeItem = z.infer<typeof memoryTreeItem>;

const namedPaths = repeated(z.string().max(1024)).refine((paths) => (paths ?? []).length <= namedPathsLimit, {
  message: `must name at most ${namedPathsLimit} paths`,
});

export const listMemoryTreeQuery = z.object({
  path_prefix: memoryPathPrefix.optional(),
  /** `1` gives what stands in the folder itself, deeper files as one folder each; left out = all files below. */
  depth: z.enum(["0", "1"]).optional(),
  /** Only the files at these paths. */
  path: namedPaths,
  "path[]": namedPaths,
  /** Only paths that hold this text, whatever its capitals. */
  contains: characters(1, 200).optional(),
  at: timeFilter,
  include_deleted: booleanFilter.optional(),
  limit: pageLimit(5000, 1000),
  page: pageCursor,
});
