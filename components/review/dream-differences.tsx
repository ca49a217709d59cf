import type { DreamComparison, DreamDifference, DreamStanding } from "@/lib/contract/dream-review";
import { Badge, type BadgeTone } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { formatCount } from "../ui/format-count";

const standings: readonly { standing: DreamStanding; label: string; tone: BadgeTone }[] = [
  { standing: "new", label: "Only here", tone: "dream" },
  { standing: "gone", label: "Only in the other", tone: "warn" },
  { standing: "changed", label: "In both, otherwise", tone: "accent" },
  { standing: "same", label: "In both, the same", tone: "neutral" },
];

interface DreamDifferencesProps {
  insights: DreamComparison["insights"];
  changes: DreamComparison["changes"];
  rows: readonly DreamDifference[];
}

/** The differences of two dreams, what is new first. */
export function DreamDifferences({ insights, changes, rows }: DreamDifferencesProps) {
  if (rows.length === 0)
    return <EmptyState title="Neither dream found anything">There is nothing to compare.</EmptyState>;
  return (
    <div className="flex flex-col gap-4">
      {standings.map(({ standing, label, tone }) => {
        const here = rows.filter((row) => row.standing === standing);
        if (here.length === 0) return null;
        return (
          <section key={standing} aria-label={label}>
            <h3 className="mb-1 flex flex-wrap items-center gap-2 text-12 text-ink-2">
              <Badge tone={tone}>{label}</Badge>
              <span className="tabular">
                {formatCount(insights[standing], "finding")} · {formatCount(changes[standing], "file")}
              </span>
            </h3>
            <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
              {here.map((row) => (
                <DifferenceRow key={row.type === "change_difference" ? row.path : row.identity} row={row} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function DifferenceRow({ row }: { row: DreamDifference }) {
  const before = row.with?.state ?? null;
  const now = row.this?.state ?? null;
  const state = now === null ? before : before === null || before === now ? now : `${before} there, ${now} here`;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 px-3 py-1.5">
      <span
        dir="auto"
        className={
          row.type === "change_difference"
            ? "min-w-0 flex-1 font-mono text-12 [overflow-wrap:anywhere]"
            : "min-w-0 flex-1 [overflow-wrap:anywhere]"
        }
      >
        {row.type === "change_difference" ? row.path : row.claim}
      </span>
      <span className="text-12 text-ink-3">{state}</span>
    </li>
  );
}
