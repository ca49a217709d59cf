import type { Webhook } from "@/lib/contract/webhook";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { formatCount } from "../ui/format-count";
import { Time } from "../ui/time";
import { WebhookActions } from "./webhook-actions";

export const webhookColumns: readonly TableColumn<Webhook>[] = [
  {
    id: "url",
    header: "Address",
    cell: (webhook) => (
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-mono text-12" title={webhook.url}>
          {webhook.url}
        </span>
        {webhook.description ? (
          <span dir="auto" className="truncate text-12 text-ink-3">
            {webhook.description}
          </span>
        ) : null}
      </span>
    ),
  },
  {
    id: "state",
    header: "State",
    width: "100px",
    cell: ({ disabled_at }) =>
      disabled_at === null ? (
        <Badge tone="ok">active</Badge>
      ) : (
        <span title="Its receiver answered 410 Gone: it wants no more.">
          <Badge tone="warn">gone</Badge>
        </span>
      ),
  },
  {
    id: "events",
    header: "Events",
    width: "110px",
    hideBelow: "md",
    cell: ({ events }) => <span title={events.join(", ")}>{formatCount(events.length, "kind")}</span>,
  },
  {
    id: "stores",
    header: "Of",
    width: "110px",
    hideBelow: "lg",
    cell: ({ memory_store_ids: ids }) => (ids.length === 0 ? "every store" : formatCount(ids.length, "store")),
  },
  {
    id: "created",
    header: "Added",
    width: "120px",
    hideBelow: "lg",
    cell: ({ created_at }) => <Time at={created_at} />,
  },
  {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    width: "60px",
    align: "end",
    cell: (webhook) => <WebhookActions webhook={webhook} />,
  },
];
