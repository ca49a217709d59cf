import type { Member } from "@/lib/contract/member";
import type { Role } from "@/lib/contract/permission";

export interface MemberRow {
  id: string;
  email: string;
  name: string | null;
  password_hash: string | null;
  roles: Role[];
  session_version: number;
  created_at: Date;
  last_sign_in_at: Date | null;
  removed_at: Date | null;
}

/** The wire object of a person. */
export function presentMember(row: MemberRow): Member {
  return {
    id: row.id,
    type: "member",
    email: row.email,
    name: row.name,
    roles: row.roles,
    status: row.removed_at !== null ? "removed" : row.password_hash === null ? "invited" : "active",
    created_at: row.created_at.toISOString(),
    last_sign_in_at: row.last_sign_in_at?.toISOString() ?? null,
  };
}
