import type { Member } from "@/lib/contract/member";
import { Actor } from "../actor/actor";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { Time } from "../ui/time";
import { MemberActions } from "./member-actions";

export const memberColumns: readonly TableColumn<Member>[] = [
  {
    id: "person",
    header: "Person",
    cell: (member) => (
      <span className="flex min-w-0 items-center gap-2">
        <Actor actor={{ type: "user_actor", user_id: member.id }} name={member.name ?? member.email} />
        {member.name === null ? null : <span className="truncate text-12 text-ink-3">{member.email}</span>}
      </span>
    ),
  },
  {
    id: "state",
    header: "State",
    width: "88px",
    cell: (member) => <Badge tone={member.status === "active" ? "ok" : "neutral"}>{member.status}</Badge>,
  },
  { id: "roles", header: "Roles", hideBelow: "sm", cell: (member) => member.roles.join(", ") },
  {
    id: "seen",
    header: "Last sign-in",
    width: "130px",
    hideBelow: "md",
    cell: (member) =>
      member.last_sign_in_at === null ? (
        <span className="text-ink-3">never</span>
      ) : (
        <Time at={member.last_sign_in_at} />
      ),
  },
  {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    width: "64px",
    align: "end",
    cell: (member) => <MemberActions member={member} />,
  },
];
