import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { storeAbilities } from "@/lib/access/abilities";
import { pageOf } from "@/lib/contract/common";
import {
  createMemoryStoreBody,
  deletedMemoryStore,
  listMemoryStoresQuery,
  type MemoryStore,
  memoryStore,
  storeAbilitiesQuery,
  updateMemoryStoreBody,
} from "@/lib/contract/memory-store";
import { archiveMemoryStore } from "@/lib/memory/archive-memory-store";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { deleteMemoryStore } from "@/lib/memory/delete-memory-store";
import { getMemoryStore } from "@/lib/memory/get-memory-store";
import { listMemoryStores } from "@/lib/memory/list-memory-stores";
import { updateMemoryStore } from "@/lib/memory/update-memory-store";
import { type ApiEnv, answers, jsonBody, newRouter } from "./router";

export const memoryStores = newRouter();

const tags = ["Memory stores"];
const params = z.object({ id: z.string() });

/** Adds what the caller may do to the store, where it asks for that. */
function answerStore(c: Context<ApiEnv>, store: MemoryStore, query: z.infer<typeof storeAbilitiesQuery>): MemoryStore {
  if (query.abilities !== true) return store;
  return { ...store, reverie: { ...store.reverie, abilities: storeAbilities(c.get("ctx").actor, store) } };
}

memoryStores.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores",
    request: { query: storeAbilitiesQuery, body: jsonBody(createMemoryStoreBody) },
    responses: answers(memoryStore),
  }),
  async (c) =>
    c.json(answerStore(c, await createMemoryStore(c.get("ctx"), c.req.valid("json")), c.req.valid("query")), 200),
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
    const data = page.data.map((store) => answerStore(c, store, query));
    return c.json({ data, next_page: page.next_page }, 200);
  },
);

memoryStores.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{id}",
    request: { params, query: storeAbilitiesQuery },
    responses: answers(memoryStore),
  }),
  async (c) =>
    c.json(answerStore(c, await getMemoryStore(c.get("ctx"), c.req.valid("param").id), c.req.valid("query")), 200),
);

memoryStores.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores/{id}",
    request: { params, query: storeAbilitiesQuery, body: jsonBody(updateMemoryStoreBody) },
    responses: answers(memoryStore),
  }),
  async (c) => {
    const store = await updateMemoryStore(c.get("ctx"), c.req.valid("param").id, c.req.valid("json"));
    return c.json(answerStore(c, store, c.req.valid("query")), 200);
  },
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
    request: { params, query: storeAbilitiesQuery },
    responses: answers(memoryStore),
  }),
  async (c) =>
    c.json(answerStore(c, await archiveMemoryStore(c.get("ctx"), c.req.valid("param").id), c.req.valid("query")), 200),
);
