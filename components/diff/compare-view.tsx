"use client";
import { useMemo } from "react";
import { Callout } from "../ui/callout";
import { formatNumber } from "../ui/format-count";
import { laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { ChangeCountsLabel } from "./change-counts";
import { planCompare } from "./compare-limits";
import { countChanges } from "./hunk-rows";
import { HunkTable } from "./hunk-table";

const DiffViewer = laterPart(
  () => import("./diff-viewer").then((module) => module.DiffViewer),
  () => <SkeletonRows label="the comparison" />,
);

export interface CompareViewProps {
  before: string;
  after: string;
  path: string;
  /** "v16 · 3 May" */
  beforeLabel: string;
  afterLabel: string;
  view: "split" | "unified";
  /** Where to get both texts when they are too long to draw. */
  downloadHref?: string;
}

/** Two states of one memory, compared. Never hangs: what would take too long is shown coarsely, or refused with the reason. */
export function CompareView(props: CompareViewProps) {
  const { before, after, path, view } = props;
  const plan = useMemo(() => planCompare(before, after), [before, after]);
  if (plan.kind === "equal") return <Callout className="m-4">Both states hold the same text.</Callout>;
  if (plan.kind === "refused") {
    return (
      <Callout tone="warn" className="m-4" title={`${formatNumber(plan.lineCount)} lines are too many to compare here`}>
        Comparisons are drawn up to 20,000 lines and 1 MB.{" "}
        {props.downloadHref ? (
          <a className="underline" href={props.downloadHref}>
            Download both texts
          </a>
        ) : null}
      </Callout>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 border-b border-line px-3 text-12 text-ink-2">
        <span className="min-w-0 truncate">
          {props.beforeLabel} <span aria-hidden>→</span>
          <span className="sr-only">to</span> {props.afterLabel}
        </span>
        <ChangeCountsLabel {...countChanges(plan.diff.hunks)} />
      </div>
      {plan.kind === "viewer" ? (
        <DiffViewer {...props} isVirtual={plan.isVirtual} />
      ) : (
        <div className="min-h-0 flex-1 overflow-auto">
          <Callout className="m-3">
            The two texts have so little in common that whole passages stand as replaced.
          </Callout>
          {plan.diff.hunks.map((hunk, index) => (
            <HunkTable
              key={`${hunk.old_start}:${hunk.new_start}`}
              label={`Change ${index + 1} of ${plan.diff.hunks.length} in ${path}`}
              hunk={hunk}
              view={view}
              className="border-b border-line"
            />
          ))}
        </div>
      )}
    </div>
  );
}
