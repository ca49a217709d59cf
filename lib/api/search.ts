import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { memoryActivity, memoryActivityQuery } from "@/lib/contract/memory-activity";
import {
  findPathsQuery,
  foundPath,
  memoryMatch,
  searchEverywhereQuery,
  searchMemoriesQuery,
} from "@/lib/contract/memory-search";
import { findPaths } from "@/lib/memory/find-paths";
import { type SearchMemoriesInput, type SearchScope, searchMemories } from "@/lib/memory/search/search-memories";
import { summarizeActivity } from "@/lib/memory/summarize-activity";
import { answers, newRouter } from "./router";

export const search = newRouter();

const tags = ["Search"];
const storeParams = z.object({ store_id: z.string() });

search.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/search",
    request: { params: storeParams, query: searchMemoriesQuery },
    responses: answers(pageOf(memoryMatch)),
  }),
  async (c) => {
    const scope: SearchScope = { kind: "named", memoryStoreIds: [c.req.valid("param").store_id] };
    return c.json(await searchMemories(c.get("ctx"), readInput(scope, c.req.valid("query"))), 200);
  },
);

search.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/search",
    request: { query: searchEverywhereQuery },
    responses: answers(pageOf(memoryMatch)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const storeIds = query["memory_store_ids[]"] ?? query.memory_store_ids;
    const scope: SearchScope =
      storeIds === undefined
        ? { kind: "reachable", includeProposals: query.proposals ?? true }
        : { kind: "named", memoryStoreIds: storeIds };
    return c.json(await searchMemories(c.get("ctx"), readInput(scope, query)), 200);
  },
);

search.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/paths",
    request: { params: storeParams, query: findPathsQuery },
    responses: answers(z.object({ data: z.array(foundPath) })),
  }),
  async (c) => {
    const input = { memoryStoreId: c.req.valid("param").store_id, query: c.req.valid("query").q };
    return c.json(await findPaths(c.get("ctx"), input), 200);
  },
);

search.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/activity",
    request: { params: storeParams, query: memoryActivityQuery },
    responses: answers(memoryActivity),
  }),
  async (c) => {
    const { by, from, to } = c.req.valid("query");
    const input = { memoryStoreId: c.req.valid("param").store_id, by, from, to };
    return c.json(await summarizeActivity(c.get("ctx"), input), 200);
  },
);

function readInput(scope: SearchScope, query: z.infer<typeof searchMemoriesQuery>): SearchMemoriesInput {
  return {
    scope,
    query: query.q,
    mode: query.mode ?? "substring",
    isCaseSensitive: query.case ?? false,
    pathPrefix: query.path_prefix ?? "/",
    limit: query.limit,
    page: query.page,
  };
}
