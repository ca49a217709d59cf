import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import {
  createEnvironmentBody,
  deletedEnvironment,
  environment,
  listEnvironmentsQuery,
  updateEnvironmentBody,
} from "@/lib/contract/environment";
import { archiveEnvironment } from "@/lib/session/environment/archive-environment";
import { createEnvironment } from "@/lib/session/environment/create-environment";
import { deleteEnvironment } from "@/lib/session/environment/delete-environment";
import { getEnvironment } from "@/lib/session/environment/get-environment";
import { listEnvironments } from "@/lib/session/environment/list-environments";
import { updateEnvironment } from "@/lib/session/environment/update-environment";
import { answers, jsonBody, newRouter } from "./router";

export const environments = newRouter();

const tags = ["Environments"];
const params = z.object({ id: z.string() });

environments.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/environments",
    request: { body: jsonBody(createEnvironmentBody) },
    responses: answers(environment),
  }),
  async (c) => c.json(await createEnvironment(c.get("ctx"), c.req.valid("json")), 200),
);

environments.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/environments",
    request: { query: listEnvironmentsQuery },
    responses: answers(pageOf(environment)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listEnvironments(c.get("ctx"), {
      includeArchived: query.include_archived ?? false,
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

environments.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/environments/{id}",
    request: { params },
    responses: answers(environment),
  }),
  async (c) => c.json(await getEnvironment(c.get("ctx"), c.req.valid("param").id), 200),
);

environments.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/environments/{id}",
    request: { params, body: jsonBody(updateEnvironmentBody) },
    responses: answers(environment),
  }),
  async (c) => c.json(await updateEnvironment(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

environments.openapi(
  createRoute({
    tags,
    method: "delete",
    path: "/environments/{id}",
    request: { params },
    responses: answers(deletedEnvironment),
  }),
  async (c) => c.json(await deleteEnvironment(c.get("ctx"), c.req.valid("param").id), 200),
);

environments.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/environments/{id}/archive",
    request: { params },
    responses: answers(environment),
  }),
  async (c) => c.json(await archiveEnvironment(c.get("ctx"), c.req.valid("param").id), 200),
);
