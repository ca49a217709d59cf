import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { listMemoryTreeQuery, memoryTreeItem } from "@/lib/contract/memory-tree";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { listFolder } from "@/lib/memory/list-folder";
import { listTree } from "@/lib/memory/list-tree";
import { answers, newRouter } from "./router";

export const tree = newRouter();

tree.openapi(
  createRoute({
    tags: ["Memories"],
    method: "get",
    path: "/memory_stores/{store_id}/tree",
    request: { params: z.object({ store_id: z.string() }), query: listMemoryTreeQuery },
    responses: answers(pageOf(memoryTreeItem)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const ctx = c.get("ctx");
    const input = {
      memoryStoreId: c.req.valid("param").store_id,
      pathPrefix: query.path_prefix ?? "/",
      at: query.at,
      includeDeleted: query.include_deleted ?? false,
      limit: query.limit,
      page: query.page,
    };
    const paths = query["path[]"] ?? query.path;
    if (query.depth !== "1") {
      return c.json(await listTree(ctx, { ...input, paths, contains: query.contains }), 200);
    }
    if (paths !== undefined || query.contains !== undefined) {
      throw new InvalidRequestError("depth: a list of one folder takes neither path nor contains.");
    }
    return c.json(await listFolder(ctx, input), 200);
  },
);
