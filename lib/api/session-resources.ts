import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import {
  deletedSessionResource,
  fileResourceInput,
  listSessionResourcesQuery,
  sessionResource,
} from "@/lib/contract/session";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { addSessionFile } from "@/lib/session/add-session-file";
import { deleteSessionResource } from "@/lib/session/delete-session-resource";
import { getSessionResource, listSessionResources } from "@/lib/session/list-session-resources";
import { answers, jsonBody, newRouter } from "./router";

export const sessionResources = newRouter();

const tags = ["Sessions"];
const sessionParams = z.object({ session_id: z.string() });
const params = z.object({ session_id: z.string(), id: z.string() });

sessionResources.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/sessions/{session_id}/resources",
    request: { params: sessionParams, query: listSessionResourcesQuery },
    responses: answers(pageOf(sessionResource)),
  }),
  async (c) => {
    const { session_id } = c.req.valid("param");
    return c.json(await listSessionResources(c.get("ctx"), session_id, c.req.valid("query")), 200);
  },
);

sessionResources.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/sessions/{session_id}/resources",
    request: { params: sessionParams, body: jsonBody(fileResourceInput) },
    responses: answers(sessionResource),
  }),
  async (c) => {
    const { session_id } = c.req.valid("param");
    return c.json(await addSessionFile(c.get("ctx"), session_id, c.req.valid("json")), 200);
  },
);

sessionResources.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/sessions/{session_id}/resources/{id}",
    request: { params },
    responses: answers(sessionResource),
  }),
  async (c) => {
    const { session_id, id } = c.req.valid("param");
    return c.json(await getSessionResource(c.get("ctx"), session_id, id), 200);
  },
);

sessionResources.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/sessions/{session_id}/resources/{id}",
    description: "Always refused: it would replace a repository's credential, and none is kept here.",
    request: { params, body: jsonBody(z.strictObject({ authorization_token: z.string() })) },
    responses: answers(sessionResource),
  }),
  async (c) => {
    const { session_id, id } = c.req.valid("param");
    await getSessionResource(c.get("ctx"), session_id, id);
    throw new InvalidRequestError("authorization_token: is not kept by this server.");
  },
);

sessionResources.openapi(
  createRoute({
    tags,
    method: "delete",
    path: "/sessions/{session_id}/resources/{id}",
    request: { params },
    responses: answers(deletedSessionResource),
  }),
  async (c) => {
    const { session_id, id } = c.req.valid("param");
    return c.json(await deleteSessionResource(c.get("ctx"), session_id, id), 200);
  },
);
