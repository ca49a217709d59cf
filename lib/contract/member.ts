import { z } from "zod";
import { nullableTimestamp, pageCursor, pageLimit, timestamp } from "./common";
import { role } from "./permission";

export const member = z
  .object({
    id: z.string(),
    type: z.literal("member"),
    email: z.string(),
    name: z.string().nullable(),
    roles: z.array(role),
    status: z.enum(["invited", "active", "removed"]),
    created_at: timestamp,
    last_sign_in_at: nullableTimestamp,
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof member>;

export const invitation = z
  .object({ type: z.literal("invitation"), member, url: z.string(), expires_at: timestamp })
  .meta({ id: "Invitation" });

export const inviteMemberBody = z.strictObject({ email: z.email().max(320), roles: z.array(role).min(1) });
export const updateMemberBody = z.strictObject({ roles: z.array(role).min(1) });
export const listMembersQuery = z.object({ limit: pageLimit(100, 20), page: pageCursor });
