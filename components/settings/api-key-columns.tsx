import type { ApiKey } from "@/lib/contract/api-key";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { Time } from "../ui/time";
import { RevokeKey } from "./revoke-key";

/** "admin" or "memory:read, memory:write": what a key may do, in the words that grant it. */
export function grantsOf(key: Pick<ApiKey, "roles" | "permissions">): string {
  return [...key.roles, ...key.permissions].join(", ") || "nothing";
}

/** "all stores" or "3 stores, 2 read-only". */
export function reachOf(key: Pick<ApiKey, "memory_stores">): string {
  if (key.memory_stores === null) return "all stores";
  const readOnly = key.memory_stores.filter((grant) => grant.access === "read_only").length;
  const count = key.memory_stores.length;
  return `${count} ${count === 1 ? "store" : "stores"}${readOnly > 0 ? `, ${readOnly} read-only` : ""}`;
}

function StateBadge({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.revoked_at !== null) return <Badge tone="danger">revoked</Badge>;
  if (apiKey.expires_at !== null && new Date(apiKey.expires_at) < new Date()) return <Badge tone="warn">expired</Badge>;
  return <Badge tone="ok">active</Badge>;
}

export const apiKeyColumns: readonly TableColumn<ApiKey>[] = [
  {
    id: "name",
    header: "Name",
    width: "30%",
    cell: (key) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium">{key.name}</span>
        <span className="shrink-0 font-mono text-12 text-ink-3 max-sm:hidden">…{key.hint}</span>
      </span>
    ),
  },
  { id: "state", header: "State", width: "92px", cell: (key) => <StateBadge apiKey={key} /> },
  { id: "grants", header: "May", hideBelow: "md", cell: (key) => <span title={grantsOf(key)}>{grantsOf(key)}</span> },
  { id: "reach", header: "Reaches", width: "140px", hideBelow: "lg", cell: reachOf },
  {
    id: "used",
    header: "Last used",
    width: "120px",
    hideBelow: "sm",
    cell: (key) =>
      key.last_used_at === null ? <span className="text-ink-3">never</span> : <Time at={key.last_used_at} />,
  },
  {
    id: "expires",
    header: "Expires",
    width: "120px",
    hideBelow: "lg",
    cell: (key) => (key.expires_at === null ? <span className="text-ink-3">never</span> : <Time at={key.expires_at} />),
  },
  {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    width: "104px",
    align: "end",
    cell: (key) => (key.revoked_at === null ? <RevokeKey apiKey={key} /> : null),
  },
];
