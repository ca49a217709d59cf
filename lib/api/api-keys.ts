import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { createApiKey } from "@/lib/auth/create-api-key";
import { getApiKey } from "@/lib/auth/get-api-key";
import { listApiKeys } from "@/lib/auth/list-api-keys";
import { revokeApiKey } from "@/lib/auth/revoke-api-key";
import { apiKey, createApiKeyBody, createdApiKey, listApiKeysQuery } from "@/lib/contract/api-key";
import { pageOf } from "@/lib/contract/common";
import { answers, jsonBody, newRouter } from "./router";

export const apiKeys = newRouter();

const tags = ["API keys"];
const params = z.object({ id: z.string() });

apiKeys.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/api_keys",
    request: { body: jsonBody(createApiKeyBody) },
    responses: answers(createdApiKey),
  }),
  async (c) => c.json(await createApiKey(c.get("ctx"), c.req.valid("json")), 200),
);

apiKeys.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/api_keys",
    request: { query: listApiKeysQuery },
    responses: answers(pageOf(apiKey)),
  }),
  async (c) => c.json(await listApiKeys(c.get("ctx"), c.req.valid("query")), 200),
);

apiKeys.openapi(
  createRoute({ tags, method: "get", path: "/api_keys/{id}", request: { params }, responses: answers(apiKey) }),
  async (c) => c.json(await getApiKey(c.get("ctx"), c.req.valid("param").id), 200),
);

apiKeys.openapi(
  createRoute({ tags, method: "post", path: "/api_keys/{id}/revoke", request: { params }, responses: answers(apiKey) }),
  async (c) => c.json(await revokeApiKey(c.get("ctx"), c.req.valid("param").id), 200),
);
