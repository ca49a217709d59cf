import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import {
  createMemoryBody,
  deletedMemory,
  deleteMemoryQuery,
  listMemoriesQuery,
  memory,
  memoryListItem,
  updateMemoryBody,
  viewQuery,
} from "@/lib/contract/memory";
import { createMemory } from "@/lib/memory/create-memory";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { getMemory } from "@/lib/memory/get-memory";
import { listMemories } from "@/lib/memory/list-memories";
import { updateMemory } from "@/lib/memory/update-memory";
import { answers, jsonBody, newRouter } from "./router";

export const memories = newRouter();

const tags = ["Memories"];
const storeParams = z.object({ store_id: z.string() });
const params = z.object({ store_id: z.string(), id: z.string() });

memories.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores/{store_id}/memories",
    request: { params: storeParams, query: viewQuery, body: jsonBody(createMemoryBody) },
    responses: answers(memory),
  }),
  async (c) => {
    const { path, content } = c.req.valid("json");
    const view = c.req.valid("query").view ?? "basic";
    const input = { memoryStoreId: c.req.valid("param").store_id, path, content, view };
    return c.json(await createMemory(c.get("ctx"), input), 200);
  },
);

memories.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/memories",
    request: { params: storeParams, query: listMemoriesQuery },
    responses: answers(pageOf(memoryListItem)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listMemories(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      pathPrefix: query.path_prefix ?? "/",
      depth: query.depth === "1" ? "children" : "subtree",
      view: query.view ?? "basic",
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

memories.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/memories/{id}",
    request: { params, query: viewQuery },
    responses: answers(memory),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const view = c.req.valid("query").view ?? "full";
    return c.json(await getMemory(c.get("ctx"), { memoryStoreId: store_id, memoryId: id, view }), 200);
  },
);

memories.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores/{store_id}/memories/{id}",
    request: { params, query: viewQuery, body: jsonBody(updateMemoryBody) },
    responses: answers(memory),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const body = c.req.valid("json");
    const updated = await updateMemory(c.get("ctx"), {
      memoryStoreId: store_id,
      memoryId: id,
      path: body.path ?? null,
      content: body.content ?? null,
      expectedSha256: body.precondition?.content_sha256 ?? null,
      view: c.req.valid("query").view ?? "basic",
    });
    return c.json(updated, 200);
  },
);

memories.openapi(
  createRoute({
    tags,
    method: "delete",
    path: "/memory_stores/{store_id}/memories/{id}",
    request: { params, query: deleteMemoryQuery },
    responses: answers(deletedMemory),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const deleted = await deleteMemory(c.get("ctx"), {
      memoryStoreId: store_id,
      memoryId: id,
      expectedSha256: c.req.valid("query").expected_content_sha256 ?? null,
    });
    return c.json(deleted, 200);
  },
);
