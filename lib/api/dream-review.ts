import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import {
  appliedDream,
  applyDreamBody,
  dream,
  dreamChangesPage,
  dreamReviewed,
  listChangesQuery,
  listInsightsQuery,
  reviewDreamBody,
  undoneDream,
} from "@/lib/contract/dream";
import { dreamInsight } from "@/lib/contract/dream-insight";
import { discardDreamBody } from "@/lib/contract/dream-review";
import { applyDream } from "@/lib/dream/apply-dream";
import { discardDream } from "@/lib/dream/discard-dream";
import { listChanges } from "@/lib/dream/list-changes";
import { listInsights } from "@/lib/dream/list-insights";
import { reviewDream } from "@/lib/dream/review-dream";
import { undoDream } from "@/lib/dream/undo-dream";
import { answers, jsonBody, newRouter } from "./router";

export const dreamReview = newRouter();

const tags = ["Dream review"];
const params = z.object({ id: z.string() });

dreamReview.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/dreams/{id}/insights",
    request: { params, query: listInsightsQuery },
    responses: answers(pageOf(dreamInsight)),
  }),
  async (c) => {
    const { kind, tier, limit, page } = c.req.valid("query");
    return c.json(await listInsights(c.get("ctx"), { dreamId: c.req.valid("param").id, kind, tier, limit, page }), 200);
  },
);

dreamReview.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/dreams/{id}/changes",
    request: { params, query: listChangesQuery },
    responses: answers(dreamChangesPage),
  }),
  async (c) => {
    const { view, limit, page } = c.req.valid("query");
    const filter = { dreamId: c.req.valid("param").id, view: view ?? ("basic" as const), limit, page };
    return c.json(await listChanges(c.get("ctx"), filter), 200);
  },
);

dreamReview.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/dreams/{id}/review",
    request: { params, body: jsonBody(reviewDreamBody) },
    responses: answers(dreamReviewed),
  }),
  async (c) => c.json(await reviewDream(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

dreamReview.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/dreams/{id}/apply",
    request: { params, body: jsonBody(applyDreamBody) },
    responses: answers(appliedDream),
  }),
  async (c) => c.json(await applyDream(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

dreamReview.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/dreams/{id}/discard",
    request: { params, body: jsonBody(discardDreamBody) },
    responses: answers(dream),
  }),
  async (c) => c.json(await discardDream(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

dreamReview.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/dreams/{id}/undo",
    request: { params },
    responses: answers(undoneDream),
  }),
  async (c) => c.json(await undoDream(c.get("ctx"), c.req.valid("param").id), 200),
);
