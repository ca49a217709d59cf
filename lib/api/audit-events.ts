import { createRoute } from "@hono/zod-openapi";
import { listAuditEvents } from "@/lib/audit/list-audit-events";
import { auditEvent, listAuditEventsQuery } from "@/lib/contract/audit-event";
import { pageOf } from "@/lib/contract/common";
import { answers, newRouter } from "./router";

export const auditEvents = newRouter();

auditEvents.openapi(
  createRoute({
    tags: ["Governance"],
    method: "get",
    path: "/audit_events",
    request: { query: listAuditEventsQuery },
    responses: answers(pageOf(auditEvent)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listAuditEvents(c.get("ctx"), {
      actor: query.actor,
      action: query.action,
      target: query.target,
      outcome: query.outcome,
      createdFrom: query["created_at[gte]"],
      createdUntil: query["created_at[lte]"],
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);
