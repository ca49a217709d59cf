import type { AuditEvent } from "@/lib/contract/audit-event";
import { Actor } from "../actor/actor";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { shortenMiddle } from "../ui/shorten-middle";
import { Time } from "../ui/time";

export const auditColumns: readonly TableColumn<AuditEvent>[] = [
  { id: "time", header: "Time", width: "140px", cell: (event) => <Time at={event.created_at} isPlain /> },
  { id: "actor", header: "Who", width: "26%", cell: (event) => <Actor actor={event.actor} isPlain /> },
  { id: "action", header: "Did", cell: (event) => <span className="font-mono text-12">{event.action}</span> },
  {
    id: "target",
    header: "To",
    hideBelow: "md",
    cell: (event) => (
      <span className="text-ink-2" title={event.target.id}>
        {event.target.type.replaceAll("_", " ")}{" "}
        <span className="font-mono text-12">{shortenMiddle(event.target.id)}</span>
      </span>
    ),
  },
  {
    id: "outcome",
    header: "Outcome",
    width: "96px",
    hideBelow: "sm",
    cell: (event) =>
      event.outcome === "refused" ? <Badge tone="warn">refused</Badge> : <span className="text-ink-3">done</span>,
  },
  {
    id: "address",
    header: "From",
    width: "130px",
    hideBelow: "lg",
    cell: (event) => <span className="font-mono text-12 text-ink-2">{event.address ?? "–"}</span>,
  },
];
