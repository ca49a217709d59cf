import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { reachableStoreIds, requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryMatch, SearchMode } from "@/lib/contract/memory-search";
import { decodeCursor, toPage } from "@/lib/db/keyset-page";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { requireStore } from "../require-store";
import { buildPattern, hintOfWords, type Wanted } from "./build-pattern";
import { findHits } from "./find-hits";
import { markMatches } from "./mark-matches";
import { type RunStatement, runSearch } from "./run-search";

/** Which stores are searched: those named, or all that the actor can reach. */
export type SearchScope =
  | { kind: "named"; memoryStoreIds: readonly string[] }
  | { kind: "reachable"; includeProposals: boolean };

export interface SearchMemoriesInput {
  scope: SearchScope;
  query: string;
  mode: SearchMode;
  isCaseSensitive: boolean;
  /** Starts and ends with /. */
  pathPrefix: string;
  limit: number;
  page?: string | undefined;
  /** For tests: how many heads are read before the index is asked. */
  probedHeads?: number;
}

const order = "memory_search:path";

/**
 * Live memories that hold the text, in byte order of store and path, each with its first matches. Exact for every write that
 * was acknowledged before. The cursor is a place in that order, so paging is safe under writes. Throws NotFoundError,
 * PermissionError, InvalidRequestError for a bad or too costly query, RateLimitError.
 */
export async function searchMemories(ctx: Ctx, input: SearchMemoriesInput) {
  const storeIds = await findStores(ctx, input.scope);
  if (!input.query.isWellFormed()) throw new InvalidRequestError("q: must be valid Unicode.");
  if (input.mode === "words" && input.isCaseSensitive) {
    throw new InvalidRequestError("case: words are compared without regard to capitals.");
  }
  const [storeId = "", path = ""] = decodeCursor(input.page, order, 2) ?? [];
  if (!storeId.isWellFormed() || !path.isWellFormed()) {
    throw new InvalidRequestError("page: is not a cursor of this list.");
  }
  return runSearch(ctx.pool, input.mode === "regex" ? "pattern" : "plain", async (run) => {
    const wanted = await requireSense(run, buildPattern(input.mode, input.query, input.isCaseSensitive));
    const { pathPrefix, limit, probedHeads } = input;
    const after = [storeId, path] as const;
    const hits = await findHits(run, { storeIds, pathPrefix, wanted, after, limit: limit + 1, probedHeads });
    const page = toPage(hits, limit, (hit) => ({ order, key: [hit.memory_store_id, hit.path] }));
    const marked = await markMatches(run, wanted, page.data);
    const data = page.data.map(
      (hit): MemoryMatch => ({
        type: "memory_match",
        memory_store_id: hit.memory_store_id,
        memory_id: hit.id,
        path: hit.path,
        content_sha256: hit.content_sha256,
        matches: marked.get(hit.memory_version_id)?.matches ?? [],
        match_count: marked.get(hit.memory_version_id)?.matchCount ?? 0,
      }),
    );
    return { data, next_page: page.next_page };
  });
}

async function findStores(ctx: Ctx, scope: SearchScope): Promise<string[]> {
  const reader = readerOf(ctx);
  if (scope.kind === "named") {
    const named = [...new Set(scope.memoryStoreIds)];
    for (const id of named) requireStoreRead(ctx.actor, id);
    for (const id of named) await requireStore(reader, ctx, id);
    return named;
  }
  requirePermission(ctx.actor, "memory:read");
  const { rows } = await reader.query<{ id: string }>(
    `SELECT id FROM memory_store
     WHERE workspace_id = $1 AND ($2::text[] IS NULL OR id = ANY($2)) AND ($3 OR proposal_of IS NULL)`,
    [ctx.actor.workspaceId, reachableStoreIds(ctx.actor), scope.includeProposals],
  );
  return rows.map((row) => row.id);
}

/** Says what is wrong with a query, also where there is nothing to search; learns of words what helps to find them. */
async function requireSense(run: RunStatement, wanted: Wanted): Promise<Wanted> {
  if (wanted.kind !== "words") {
    await run("SELECT '' ~ $1", [wanted.pattern]);
    return wanted;
  }
  const rows = await run<{ nodes: number; lexemes: string[] }>(
    `SELECT numnode(websearch_to_tsquery('simple', $1)) AS nodes, tsvector_to_array(to_tsvector('simple', $1)) AS lexemes`,
    [wanted.query],
  );
  if (rows[0] === undefined || rows[0].nodes === 0) throw new InvalidRequestError("q: holds no word.");
  return { ...wanted, hint: hintOfWords(wanted.query, rows[0].lexemes) };
}
