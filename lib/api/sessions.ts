import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import {
  abilitiesQuery,
  createSessionBody,
  createSessionTokenBody,
  deletedSession,
  listSessionsQuery,
  session,
  sessionPage,
  sessionToken,
  updateSessionBody,
} from "@/lib/contract/session";
import { archiveSession } from "@/lib/session/archive-session";
import { createSession } from "@/lib/session/create-session";
import { createSessionToken } from "@/lib/session/create-session-token";
import { deleteSession } from "@/lib/session/delete-session";
import { getSession } from "@/lib/session/get-session";
import { listSessions } from "@/lib/session/list-sessions";
import { updateSession } from "@/lib/session/update-session";
import { answers, jsonBody, newRouter } from "./router";

export const sessions = newRouter();

const tags = ["Sessions"];
const params = z.object({ id: z.string() });

sessions.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/sessions",
    request: { body: jsonBody(createSessionBody) },
    responses: answers(session),
  }),
  async (c) => c.json(await createSession(c.get("ctx"), c.req.valid("json")), 200),
);

sessions.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/sessions",
    request: { query: listSessionsQuery },
    responses: answers(sessionPage),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listSessions(c.get("ctx"), {
      agentId: query.agent_id,
      agentVersion: query.agent_version,
      deploymentId: query.deployment_id,
      memoryStoreId: query.memory_store_id,
      statuses: query["statuses[]"] ?? query.statuses,
      recorded: query.recorded,
      outcome: query.outcome,
      titleText: query.q,
      includeArchived: query.include_archived ?? false,
      createdAfter: query["created_at[gt]"],
      createdFrom: query["created_at[gte]"],
      createdBefore: query["created_at[lt]"],
      createdUntil: query["created_at[lte]"],
      order: query.order ?? "desc",
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

sessions.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/sessions/{id}",
    request: { params, query: abilitiesQuery },
    responses: answers(session),
  }),
  async (c) => {
    const abilities = c.req.valid("query").abilities ?? false;
    return c.json(await getSession(c.get("ctx"), c.req.valid("param").id, { abilities }), 200);
  },
);

sessions.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/sessions/{id}",
    request: { params, body: jsonBody(updateSessionBody) },
    responses: answers(session),
  }),
  async (c) => c.json(await updateSession(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

sessions.openapi(
  createRoute({
    tags,
    method: "delete",
    path: "/sessions/{id}",
    request: { params },
    responses: answers(deletedSession),
  }),
  async (c) => c.json(await deleteSession(c.get("ctx"), c.req.valid("param").id), 200),
);

sessions.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/sessions/{id}/archive",
    request: { params },
    responses: answers(session),
  }),
  async (c) => c.json(await archiveSession(c.get("ctx"), c.req.valid("param").id), 200),
);

sessions.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/sessions/{id}/token",
    request: { params, body: { ...jsonBody(createSessionTokenBody), required: false } },
    responses: answers(sessionToken),
  }),
  async (c) => {
    const ttlSeconds = c.req.valid("json").ttl_seconds ?? undefined;
    return c.json(await createSessionToken(c.get("ctx"), c.req.valid("param").id, ttlSeconds), 200);
  },
);
