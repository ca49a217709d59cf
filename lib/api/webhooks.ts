import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { readerOf } from "@/lib/access/context";
import { pageOf } from "@/lib/contract/common";
import {
  createdWebhook,
  createWebhookBody,
  deletedWebhook,
  listDeliveriesQuery,
  listWebhooksQuery,
  webhook,
  webhookDelivery,
} from "@/lib/contract/webhook";
import { createWebhook } from "@/lib/webhook/create-webhook";
import { deleteWebhook } from "@/lib/webhook/delete-webhook";
import { listDeliveries } from "@/lib/webhook/list-deliveries";
import { listWebhooks } from "@/lib/webhook/list-webhooks";
import { requireWebhook } from "@/lib/webhook/require-webhook";
import { testWebhook } from "@/lib/webhook/test-webhook";
import { presentWebhook } from "@/lib/webhook/webhook-row";
import { answers, jsonBody, newRouter } from "./router";

export const webhooks = newRouter();

const tags = ["Webhooks"];
const params = z.object({ id: z.string() });

webhooks.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/webhooks",
    description: "Events are signed by the Standard Webhooks scheme with the secret that only this answer shows.",
    request: { body: jsonBody(createWebhookBody) },
    responses: answers(createdWebhook),
  }),
  async (c) => c.json(await createWebhook(c.get("ctx"), c.req.valid("json")), 200),
);

webhooks.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/webhooks",
    request: { query: listWebhooksQuery },
    responses: answers(pageOf(webhook)),
  }),
  async (c) => c.json(await listWebhooks(c.get("ctx"), c.req.valid("query")), 200),
);

webhooks.openapi(
  createRoute({ tags, method: "get", path: "/webhooks/{id}", request: { params }, responses: answers(webhook) }),
  async (c) => {
    const ctx = c.get("ctx");
    return c.json(presentWebhook(await requireWebhook(readerOf(ctx), ctx, c.req.valid("param").id)), 200);
  },
);

webhooks.openapi(
  createRoute({
    tags,
    method: "delete",
    path: "/webhooks/{id}",
    request: { params },
    responses: answers(deletedWebhook),
  }),
  async (c) => c.json(await deleteWebhook(c.get("ctx"), c.req.valid("param").id), 200),
);

webhooks.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/webhooks/{id}/test",
    request: { params },
    responses: answers(webhookDelivery),
  }),
  async (c) => c.json(await testWebhook(c.get("ctx"), c.req.valid("param").id), 200),
);

webhooks.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/webhooks/{id}/deliveries",
    request: { params, query: listDeliveriesQuery },
    responses: answers(pageOf(webhookDelivery)),
  }),
  async (c) => c.json(await listDeliveries(c.get("ctx"), c.req.valid("param").id, c.req.valid("query")), 200),
);
