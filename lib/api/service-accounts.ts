import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { archiveServiceAccount } from "@/lib/auth/archive-service-account";
import { createServiceAccount } from "@/lib/auth/create-service-account";
import { getServiceAccount } from "@/lib/auth/get-service-account";
import { listServiceAccounts } from "@/lib/auth/list-service-accounts";
import { pageOf } from "@/lib/contract/common";
import { createServiceAccountBody, listServiceAccountsQuery, serviceAccount } from "@/lib/contract/service-account";
import { answers, jsonBody, newRouter } from "./router";

export const serviceAccounts = newRouter();

const tags = ["Service accounts"];
const params = z.object({ id: z.string() });

serviceAccounts.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/service_accounts",
    description: "Somebody for automation to act as, such as a dream schedule. It has no key and cannot sign in.",
    request: { body: jsonBody(createServiceAccountBody) },
    responses: answers(serviceAccount),
  }),
  async (c) => c.json(await createServiceAccount(c.get("ctx"), c.req.valid("json")), 200),
);

serviceAccounts.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/service_accounts",
    request: { query: listServiceAccountsQuery },
    responses: answers(pageOf(serviceAccount)),
  }),
  async (c) => c.json(await listServiceAccounts(c.get("ctx"), c.req.valid("query")), 200),
);

serviceAccounts.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/service_accounts/{id}",
    request: { params },
    responses: answers(serviceAccount),
  }),
  async (c) => c.json(await getServiceAccount(c.get("ctx"), c.req.valid("param").id), 200),
);

serviceAccounts.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/service_accounts/{id}/archive",
    request: { params },
    responses: answers(serviceAccount),
  }),
  async (c) => c.json(await archiveServiceAccount(c.get("ctx"), c.req.valid("param").id), 200),
);
