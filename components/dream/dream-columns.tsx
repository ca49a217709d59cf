import type { Dream } from "@/lib/contract/dream";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { Progress } from "../ui/progress";
import { Time } from "../ui/time";
import { decidedOf, dreamState, inputStoreOf, phaseOf, sessionCountOf } from "./dream-state";
import { StoreName } from "./store-name";

export const dreamColumns: readonly TableColumn<Dream>[] = [
  {
    id: "store",
    header: "Dream of",
    cell: (dream) => <StoreName id={inputStoreOf(dream)} className="font-medium" />,
  },
  {
    id: "state",
    header: "State",
    width: "124px",
    cell: (dream) => {
      const { label, tone } = dreamState(dream);
      return <Badge tone={tone}>{label}</Badge>;
    },
  },
  {
    id: "progress",
    header: "Progress",
    width: "220px",
    hideBelow: "sm",
    cell: (dream) => <DreamProgress dream={dream} />,
  },
  {
    id: "sessions",
    header: "Sessions",
    width: "84px",
    align: "end",
    hideBelow: "md",
    cell: (dream) => <span className="tabular">{sessionCountOf(dream)}</span>,
  },
  {
    id: "engine",
    header: "Model",
    width: "200px",
    hideBelow: "lg",
    cell: (dream) => <span className="font-mono text-12 text-ink-2">{dream.model.id}</span>,
  },
  {
    id: "created",
    header: "Started",
    width: "136px",
    align: "end",
    hideBelow: "sm",
    cell: (dream) => <Time at={dream.created_at} isPlain />,
  },
];

function DreamProgress({ dream }: { dream: Dream }) {
  if (dream.status === "running" || dream.status === "pending") {
    const { done, total } = dream.reverie.progress;
    return <Progress label={phaseOf(dream)} done={done} {...(total > 0 ? { total } : {})} tone="dream" />;
  }
  if (dream.error !== null) return <span className="truncate text-12 text-danger">{dream.error.message}</span>;
  const decided = decidedOf(dream);
  if (decided === null) return <span className="text-ink-3">–</span>;
  return (
    <span className="text-12 text-ink-2 tabular">
      {decided.decided} of {decided.total} decided
    </span>
  );
}
