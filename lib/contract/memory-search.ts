import { z } from "zod";
import { booleanFilter, characters, pageCursor, pageLimit, repeated, sha256Hex } from "./common";
import { memoryPathPrefix } from "./memory-path";
import { searchModes } from "./vocabulary";

export const searchMode = z.enum(searchModes);
export type SearchMode = z.infer<typeof searchMode>;

/** More matches of a file are counted, not shown. */
export const shownMatchesLimit = 20;

/**
 * One place. Lines and columns count from 1; columns and `length` in UTF-16 units, as editors and the language server protocol
 * count them. `length` ends with the line where the match goes on. `text` is the line, or a piece of a very long one that
 * begins at `text_column`.
 */
const memoryMatchPlace = z.object({
  line: z.number().int(),
  column: z.number().int(),
  length: z.number().int(),
  text: z.string(),
  text_column: z.number().int(),
});
export type MemoryMatchPlace = z.infer<typeof memoryMatchPlace>;

/** One live memory that holds what was looked for. */
export const memoryMatch = z
  .object({
    type: z.literal("memory_match"),
    memory_store_id: z.string(),
    memory_id: z.string(),
    path: z.string(),
    content_sha256: sha256Hex,
    matches: z.array(memoryMatchPlace),
    match_count: z.number().int(),
  })
  .meta({ id: "MemoryMatch" });
export type MemoryMatch = z.infer<typeof memoryMatch>;

const queryText = characters(1, 1000);

export const searchMemoriesQuery = z.object({
  q: queryText,
  mode: searchMode.optional(),
  path_prefix: memoryPathPrefix.optional(),
  /** `true` tells capitals from small letters; words never do. */
  case: booleanFilter.optional(),
  limit: pageLimit(100, 20),
  page: pageCursor,
});

export const searchEverywhereQuery = searchMemoriesQuery.extend({
  memory_store_ids: repeated(z.string()),
  /** As the dashboard and the official SDK write lists. */
  "memory_store_ids[]": repeated(z.string()),
  /** `false` leaves out what dreams propose. */
  proposals: booleanFilter.optional(),
});

/** A path that the letters of the query lead to; `positions` are those letters in it, in UTF-16 units from 0. */
export const foundPath = z
  .object({ path: z.string(), memory_id: z.string(), positions: z.array(z.number().int()) })
  .meta({ id: "FoundPath" });
export type FoundPath = z.infer<typeof foundPath>;

export const findPathsQuery = z.object({ q: characters(0, 200) });
