import type { Session } from "@/lib/contract/session";
import { ActorMark } from "../actor/actor-mark";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-count";
import { Time } from "../ui/time";
import { OutcomeBadge, StatusBadge } from "./session-badges";
import { sessionIdentity } from "./session-identity";
import { SessionTitle } from "./session-title";

export const sessionColumns: readonly TableColumn<Session>[] = [
  {
    id: "title",
    header: "Session",
    cell: (session) => (
      <span className="flex min-w-0 items-center gap-2">
        <ActorMark identity={sessionIdentity(session)} className="sm:hidden" />
        <SessionTitle session={session} />
        {session.archived_at === null ? null : <Badge>archived</Badge>}
      </span>
    ),
  },
  {
    id: "agent",
    header: "Agent",
    width: "168px",
    hideBelow: "sm",
    cell: (session) => (
      <span className="flex min-w-0 items-center gap-1.5" title={session.agent.name}>
        <ActorMark identity={sessionIdentity(session)} />
        <span className="truncate">{session.agent.name}</span>
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    width: "104px",
    hideBelow: "md",
    cell: (session) => <StatusBadge session={session} />,
  },
  {
    id: "outcome",
    header: "Outcome",
    width: "92px",
    hideBelow: "md",
    cell: (session) => <OutcomeBadge outcome={session.reverie.outcome} />,
  },
  {
    id: "events",
    header: "Events",
    width: "76px",
    align: "end",
    hideBelow: "sm",
    cell: (session) => <span className="tabular">{formatNumber(session.reverie.event_count)}</span>,
  },
  {
    id: "stores",
    header: "Stores",
    width: "168px",
    hideBelow: "lg",
    cell: (session) => <Stores session={session} />,
  },
  {
    id: "started",
    header: "Started",
    width: "128px",
    align: "end",
    hideBelow: "lg",
    cell: (session) =>
      session.reverie.recorded && session.reverie.started_at === null ? (
        <span className="text-ink-3">no times</span>
      ) : (
        <Time at={session.reverie.started_at ?? session.created_at} isPlain />
      ),
  },
  {
    id: "last",
    header: "Last event",
    width: "128px",
    align: "end",
    cell: (session) =>
      session.reverie.last_event_at === null ? (
        <span className="text-ink-3">none yet</span>
      ) : (
        <Time at={session.reverie.last_event_at} isPlain />
      ),
  },
];

function Stores({ session }: { session: Session }) {
  const names = session.resources.flatMap((resource) => (resource.type === "memory_store" ? [resource.name] : []));
  const [first] = names;
  if (first === undefined) return <span className="text-ink-3">none</span>;
  return (
    <span className="block truncate text-ink-2" title={names.join(", ")}>
      {first}
      {names.length > 1 ? <span className="text-ink-3"> +{names.length - 1}</span> : null}
    </span>
  );
}
