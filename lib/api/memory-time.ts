import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { compareMemoryStoresQuery, memoryComparisonItem } from "@/lib/contract/memory-difference";
import { memoryRestore, restoreMemoryStoreBody } from "@/lib/contract/memory-restore";
import { memorySnapshotItem, memorySnapshotQuery } from "@/lib/contract/memory-snapshot";
import { type CompareTarget, compareMemoryStores } from "@/lib/memory/time/compare-memory-stores";
import { listSnapshot } from "@/lib/memory/time/list-snapshot";
import { restoreMemoryStore } from "@/lib/memory/time/restore-memory-store";
import { answers, jsonBody, newRouter } from "./router";

export const memoryTime = newRouter();

const tags = ["Memory stores"];
const params = z.object({ store_id: z.string() });

memoryTime.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/snapshot",
    description:
      "The store as it was at a moment of writing. Left out or in the future, `at` is now. All pages show what was written when the first was read.",
    request: { params, query: memorySnapshotQuery },
    responses: answers(pageOf(memorySnapshotItem)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listSnapshot(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      at: query.at ?? null,
      pathPrefix: query.path_prefix ?? "/",
      depth: query.depth === "1" ? "children" : "subtree",
      view: query.view ?? "basic",
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

memoryTime.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/compare",
    description:
      "What differs, path by path: with `with` from this store (`from`) to the other (`to`), with `at` from this store then (`from`) to now (`to`).",
    request: { params, query: compareMemoryStoresQuery },
    responses: answers(pageOf(memoryComparisonItem)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await compareMemoryStores(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      against: targetOf(query),
      pathPrefix: query.path_prefix ?? "/",
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

memoryTime.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores/{store_id}/restore",
    description: "Brings a folder or the whole store back to a moment of writing, by new versions, all or nothing.",
    request: { params, body: jsonBody(restoreMemoryStoreBody) },
    responses: answers(memoryRestore),
  }),
  async (c) => {
    const body = c.req.valid("json");
    const restored = await restoreMemoryStore(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      at: new Date(body.at),
      pathPrefix: body.path_prefix ?? "/",
      isDryRun: body.dry_run ?? false,
    });
    return c.json(restored, 200);
  },
);

function targetOf(query: z.output<typeof compareMemoryStoresQuery>): CompareTarget {
  // The schema lets exactly one of the two through.
  return query.at === undefined ? { kind: "store", memoryStoreId: query.with ?? "" } : { kind: "past", at: query.at };
}
