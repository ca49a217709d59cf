import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import {
  createMemoryStoreBody,
  deletedMemoryStore,
  listMemoryStoresQuery,
  memoryStore,
  updateMemoryStoreBody,
} from "@/lib/contract/memory-store";
import { archiveMemoryStore } from "@/lib/memory/archive-memory-store";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { deleteMemoryStore } from "@/lib/memory/delete-memory-store";
import { getMemoryStore } from "@/lib/memory/get-memory-store";
import { listMemoryStores } from "@/lib/memory/list-memory-stores";
import { updateMemoryStore } from "@/lib/memory/update-memory-store";
import { answers, jsonBody, newRouter } from "./router";

export const memoryStores = newRouter();

const tags = ["Memory stores"];
const params = z.object({ id: z.string() });

memoryStores.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores",
    request: { body: jsonBody(createMemoryStoreBody) },
    responses: answers(memoryStore),
  }),
  async (c) => c.json(await createMemoryStore(c.get("ctx"), c.req.valid("json")), 200),
);

memoryStores.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores",
    request: { query: listMemoryStoresQuery },
    responses: answers(pageOf(memoryStore)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listMemoryStores(c.get("ctx"), {
      createdFrom: query["created_at[gte]"],
      createdUntil: query["created_at[lte]"],
      includeArchived: query.include_archived ?? false,
      includeProposals: query.proposals ?? true,
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

memoryStores.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{id}",
    request: { params },
    responses: answers(memoryStore),
  }),
  async (c) => c.json(await getMemoryStore(c.get("ctx"), c.req.valid("param").id), 200),
);

memoryStores.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores/{id}",
    request: { params, body: jsonBody(updateMemoryStoreBody) },
    responses: answers(memoryStore),
  }),
  async (c) => c.json(await updateMemoryStore(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

memoryStores.openapi(
  createRoute({
    tags,
    method: "delete",
    path: "/memory_stores/{id}",
    request: { params },
    responses: answers(deletedMemoryStore),
  }),
  async (c) => c.json(await deleteMemoryStore(c.get("ctx"), c.req.valid("param").id), 200),
);

memoryStores.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores/{id}/archive",
    request: { params },
    responses: answers(memoryStore),
  }),
  async (c) => c.json(await archiveMemoryStore(c.get("ctx"), c.req.valid("param").id), 200),
);
