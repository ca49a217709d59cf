import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { listMemoryTreeQuery, memoryTreeRow } from "@/lib/contract/memory-tree";
import { listTree } from "@/lib/memory/list-tree";
import { answers, newRouter } from "./router";

export const tree = newRouter();

tree.openapi(
  createRoute({
    tags: ["Memories"],
    method: "get",
    path: "/memory_stores/{store_id}/tree",
    request: { params: z.object({ store_id: z.string() }), query: listMemoryTreeQuery },
    responses: answers(pageOf(memoryTreeRow)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listTree(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      pathPrefix: query.path_prefix ?? "/",
      at: query.at,
      includeDeleted: query.include_deleted ?? false,
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);
