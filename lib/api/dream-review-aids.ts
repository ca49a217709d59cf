import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { createDreamBody } from "@/lib/contract/dream";
import {
  compareDreamsQuery,
  dreamComparison,
  dreamEstimate,
  dreamMerge,
  dreamOverlap,
  dreamSeen,
  listOverlapsQuery,
  seeDreamBody,
} from "@/lib/contract/dream-review";
import { compareDreams } from "@/lib/dream/compare-dreams";
import { estimateDream } from "@/lib/dream/estimate-dream";
import { getChangeMerge } from "@/lib/dream/get-change-merge";
import { listOverlaps } from "@/lib/dream/list-overlaps";
import { seeDream } from "@/lib/dream/see-dream";
import { answers, jsonBody, newRouter } from "./router";

/** What helps a reviewer and decides nothing. */
export const dreamReviewAids = newRouter();

const tags = ["Dream review"];
const params = z.object({ id: z.string() });

dreamReviewAids.openapi(
  createRoute({
    tags: ["Dreams"],
    method: "post",
    path: "/dreams/estimate",
    request: { body: jsonBody(createDreamBody) },
    responses: answers(dreamEstimate),
  }),
  async (c) => c.json(await estimateDream(c.get("ctx"), c.req.valid("json")), 200),
);

dreamReviewAids.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/dreams/{id}/seen",
    request: { params, body: jsonBody(seeDreamBody) },
    responses: answers(dreamSeen),
  }),
  async (c) => c.json(await seeDream(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

dreamReviewAids.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/dreams/{id}/conflicts",
    request: { params, query: listOverlapsQuery },
    responses: answers(pageOf(dreamOverlap)),
  }),
  async (c) => {
    const { limit, page } = c.req.valid("query");
    return c.json(await listOverlaps(c.get("ctx"), { dreamId: c.req.valid("param").id, limit, page }), 200);
  },
);

dreamReviewAids.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/dreams/{id}/compare",
    request: { params, query: compareDreamsQuery },
    responses: answers(dreamComparison),
  }),
  async (c) => {
    const { with: withDreamId, limit, page } = c.req.valid("query");
    const filter = { dreamId: c.req.valid("param").id, withDreamId, limit, page };
    return c.json(await compareDreams(c.get("ctx"), filter), 200);
  },
);

dreamReviewAids.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/dreams/{id}/changes/{change_id}/merge",
    request: { params: params.extend({ change_id: z.string() }) },
    responses: answers(dreamMerge),
  }),
  async (c) => {
    const { id, change_id: changeId } = c.req.valid("param");
    return c.json(await getChangeMerge(c.get("ctx"), id, changeId), 200);
  },
);
