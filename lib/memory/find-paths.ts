import { go } from "fuzzysort";
import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { FoundPath } from "@/lib/contract/memory-search";
import { requireStore } from "./require-store";
import { readStorePaths } from "./search/read-store-paths";

const shownLimit = 50;
/** So many of the best are weighed once more by where in the path their letters stand. */
const weighedLimit = 400;
/** What it is worth to have all letters in the file's name; as much as fuzzysort tells a good match from a fair one. */
const nameBonus = 0.15;

/**
 * The 50 paths of live memories that the letters of the query lead to, best first: letters that follow each other and begin words
 * count more (fuzzysort), and letters in the file's name more than in its folders; of equals the shorter. White space parts
 * words that may come in any order; an empty query gives the first paths in byte order. Throws NotFoundError.
 */
export async function findPaths(
  ctx: Ctx,
  input: { memoryStoreId: string; query: string },
): Promise<{ data: FoundPath[] }> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  await requireStore(reader, ctx, input.memoryStoreId);
  // For an empty query too: who opens a finder types next, and finds the paths read.
  const paths = await readStorePaths(reader, input.memoryStoreId);
  if (input.query.trim() === "") return { data: await readFirstPaths(ctx, input.memoryStoreId) };
  const found = go(input.query, paths, { key: "prepared", limit: weighedLimit, threshold: 0 });
  const weighed = found.map(({ obj, score, indexes }) => {
    const positions = [...indexes].sort((a, b) => a - b);
    const nameStart = obj.path.lastIndexOf("/") + 1;
    const inName = positions.filter((position) => position >= nameStart).length / positions.length;
    return { path: obj.path, memory_id: obj.memoryId, positions, weight: score + nameBonus * inName };
  });
  weighed.sort((a, b) => b.weight - a.weight || a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
  return { data: weighed.slice(0, shownLimit).map(({ weight: _weight, ...shown }) => shown) };
}

async function readFirstPaths(ctx: Ctx, memoryStoreId: string): Promise<FoundPath[]> {
  const { rows } = await readerOf(ctx).query<{ id: string; path: string }>(
    "SELECT id, path FROM memory WHERE memory_store_id = $1 ORDER BY path LIMIT $2",
    [memoryStoreId, shownLimit],
  );
  return rows.map((row) => ({ path: row.path, memory_id: row.id, positions: [] }));
}
