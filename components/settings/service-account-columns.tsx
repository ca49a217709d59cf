import type { ServiceAccount } from "@/lib/contract/service-account";
import { Actor } from "../actor/actor";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { Time } from "../ui/time";
import { grantsOf, reachOf } from "./api-key-columns";
import { ArchiveServiceAccount } from "./archive-service-account";

export const serviceAccountColumns: readonly TableColumn<ServiceAccount>[] = [
  {
    id: "name",
    header: "Name",
    cell: ({ id, name }) => (
      <Actor
        actor={{ type: "service_account_actor", service_account_id: id }}
        name={name}
        className="font-medium"
        isPlain
      />
    ),
  },
  {
    id: "state",
    header: "State",
    width: "100px",
    cell: ({ archived_at }) =>
      archived_at === null ? <Badge tone="ok">active</Badge> : <Badge tone="neutral">archived</Badge>,
  },
  {
    id: "grants",
    header: "May",
    hideBelow: "md",
    cell: (account) => <span title={grantsOf(account)}>{grantsOf(account)}</span>,
  },
  { id: "reach", header: "Reaches", width: "150px", hideBelow: "lg", cell: reachOf },
  {
    id: "maker",
    header: "Made by",
    width: "160px",
    hideBelow: "lg",
    cell: ({ created_by }) => <Actor actor={created_by} />,
  },
  {
    id: "created",
    header: "Made",
    width: "120px",
    hideBelow: "sm",
    cell: ({ created_at }) => <Time at={created_at} />,
  },
  {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    width: "90px",
    align: "end",
    cell: (account) => (account.archived_at === null ? <ArchiveServiceAccount account={account} /> : null),
  },
];
