import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { viewQuery } from "@/lib/contract/memory";
import { listMemoryVersionsQuery, memoryVersion } from "@/lib/contract/memory-version";
import { getMemoryVersion } from "@/lib/memory/get-memory-version";
import { listMemoryVersions } from "@/lib/memory/list-memory-versions";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { answers, newRouter } from "./router";

export const memoryVersions = newRouter();

const tags = ["Memory versions"];
const params = z.object({ store_id: z.string(), id: z.string() });

memoryVersions.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/memory_versions",
    request: { params: z.object({ store_id: z.string() }), query: listMemoryVersionsQuery },
    responses: answers(pageOf(memoryVersion)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listMemoryVersions(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      memoryId: query.memory_id,
      operation: query.operation,
      author: {
        session: query.session_id,
        api_key: query.api_key_id,
        service_account: query.service_account_id,
        user: query.user_id,
      },
      via: query.via,
      pathPrefix: query.path_prefix,
      createdFrom: query["created_at[gte]"],
      createdUntil: query["created_at[lte]"],
      view: query.view ?? "basic",
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

memoryVersions.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/memory_versions/{id}",
    request: { params, query: viewQuery },
    responses: answers(memoryVersion),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const view = c.req.valid("query").view ?? "full";
    return c.json(await getMemoryVersion(c.get("ctx"), { memoryStoreId: store_id, memoryVersionId: id, view }), 200);
  },
);

memoryVersions.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores/{store_id}/memory_versions/{id}/redact",
    request: { params },
    responses: answers(memoryVersion),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const input = { memoryStoreId: store_id, memoryVersionId: id };
    return c.json(await redactMemoryVersion(c.get("ctx"), input), 200);
  },
);
