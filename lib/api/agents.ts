import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import {
  agent,
  createAgentBody,
  getAgentQuery,
  listAgentsQuery,
  listAgentVersionsQuery,
  updateAgentBody,
} from "@/lib/contract/agent";
import { pageOf } from "@/lib/contract/common";
import { archiveAgent } from "@/lib/session/agent/archive-agent";
import { createAgent } from "@/lib/session/agent/create-agent";
import { getAgent } from "@/lib/session/agent/get-agent";
import { listAgentVersions } from "@/lib/session/agent/list-agent-versions";
import { listAgents } from "@/lib/session/agent/list-agents";
import { updateAgent } from "@/lib/session/agent/update-agent";
import { answers, jsonBody, newRouter } from "./router";

export const agents = newRouter();

const tags = ["Agents"];
const params = z.object({ id: z.string() });

agents.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/agents",
    request: { body: jsonBody(createAgentBody) },
    responses: answers(agent),
  }),
  async (c) => c.json(await createAgent(c.get("ctx"), c.req.valid("json")), 200),
);

agents.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/agents",
    request: { query: listAgentsQuery },
    responses: answers(pageOf(agent)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listAgents(c.get("ctx"), {
      createdFrom: query["created_at[gte]"],
      createdUntil: query["created_at[lte]"],
      includeArchived: query.include_archived ?? false,
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

agents.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/agents/{id}",
    request: { params, query: getAgentQuery },
    responses: answers(agent),
  }),
  async (c) => c.json(await getAgent(c.get("ctx"), c.req.valid("param").id, c.req.valid("query").version), 200),
);

agents.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/agents/{id}",
    request: { params, body: jsonBody(updateAgentBody) },
    responses: answers(agent),
  }),
  async (c) => c.json(await updateAgent(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

agents.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/agents/{id}/archive",
    request: { params },
    responses: answers(agent),
  }),
  async (c) => c.json(await archiveAgent(c.get("ctx"), c.req.valid("param").id), 200),
);

agents.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/agents/{id}/versions",
    request: { params, query: listAgentVersionsQuery },
    responses: answers(pageOf(agent)),
  }),
  async (c) => c.json(await listAgentVersions(c.get("ctx"), c.req.valid("param").id, c.req.valid("query")), 200),
);
