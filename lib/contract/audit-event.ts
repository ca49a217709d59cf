import { z } from "zod";
import { actor, pageCursor, pageLimit, timeFilter, timestamp } from "./common";

export const auditEvent = z
  .object({
    id: z.string(),
    type: z.literal("audit_event"),
    action: z.string(),
    actor: actor.nullable(),
    target: z.object({ type: z.string(), id: z.string() }),
    memory_store_id: z.string().nullable(),
    outcome: z.enum(["success", "refused"]),
    details: z.record(z.string(), z.unknown()),
    request_id: z.string().nullable(),
    address: z.string().nullable(),
    created_at: timestamp,
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof auditEvent>;

export const listAuditEventsQuery = z.object({
  actor: z.string().optional(),
  action: z.string().optional(),
  target: z.string().optional(),
  outcome: z.enum(["success", "refused"]).optional(),
  "created_at[gte]": timeFilter,
  "created_at[lte]": timeFilter,
  limit: pageLimit(100, 50),
  page: pageCursor,
});
