import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { createDreamBody, dream, getDreamQuery, listDreamsQuery } from "@/lib/contract/dream";
import { archiveDream } from "@/lib/dream/archive-dream";
import { cancelDream } from "@/lib/dream/cancel-dream";
import { createDream } from "@/lib/dream/create-dream";
import { getDream } from "@/lib/dream/get-dream";
import { listDreams } from "@/lib/dream/list-dreams";
import { answers, jsonBody, newRouter } from "./router";

export const dreams = newRouter();

const tags = ["Dreams"];
const params = z.object({ id: z.string() });

dreams.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/dreams",
    request: { body: jsonBody(createDreamBody) },
    responses: answers(dream),
  }),
  async (c) => c.json(await createDream(c.get("ctx"), c.req.valid("json")), 200),
);

dreams.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/dreams",
    request: { query: listDreamsQuery },
    responses: answers(pageOf(dream)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listDreams(c.get("ctx"), {
      createdAfter: query["created_at[gt]"],
      createdBefore: query["created_at[lt]"],
      includeArchived: query.include_archived ?? false,
      statuses: [...(query["statuses[]"] ?? []), ...(query.statuses ?? [])],
      memoryStoreId: query.memory_store_id,
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

dreams.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/dreams/{id}",
    request: { params, query: getDreamQuery },
    responses: answers(dream),
  }),
  async (c) => {
    const input = { dreamId: c.req.valid("param").id, abilities: c.req.valid("query").abilities ?? false };
    return c.json(await getDream(c.get("ctx"), input), 200);
  },
);

dreams.openapi(
  createRoute({ tags, method: "post", path: "/dreams/{id}/cancel", request: { params }, responses: answers(dream) }),
  async (c) => c.json(await cancelDream(c.get("ctx"), c.req.valid("param").id), 200),
);

dreams.openapi(
  createRoute({ tags, method: "post", path: "/dreams/{id}/archive", request: { params }, responses: answers(dream) }),
  async (c) => c.json(await archiveDream(c.get("ctx"), c.req.valid("param").id), 200),
);
