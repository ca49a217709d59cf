"use client";
import { useEffect, useRef } from "react";
import { routes } from "@/lib/client/routes";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { ChangeRisk, DreamChange } from "@/lib/contract/dream-change";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import { PaneHeader } from "../shell/pane-header";
import { Badge, type BadgeTone } from "../ui/badge";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Segmented } from "../ui/segmented";
import { usePreference } from "../ui/use-preference";
import { ConflictNotice } from "./conflict-notice";
import { HunkCard } from "./hunk-card";
import { isOpen, isPending } from "./review-order";
import type { Review } from "./use-review";

const views = [
  { value: "split", label: "Side by side" },
  { value: "unified", label: "Unified" },
] as const;

const riskTones: Record<ChangeRisk, BadgeTone> = { low: "neutral", medium: "warn", high: "danger" };

const verbs: Record<DreamChange["operation"], string> = {
  created: "new file",
  modified: "edit",
  deleted: "deletion",
  renamed: "rename",
};

interface ChangePaneProps {
  change: DreamChange;
  storeId: string;
  selectedHunkId: string | null;
  insights: readonly DreamInsight[];
  review: Review;
  mayReview: boolean;
  onSelectHunk: (hunkId: string) => void;
}

/** One file of the proposal: its hunks side by side, each with the claim behind it and the decision on it. */
export function ChangePane(props: ChangePaneProps) {
  const { change, storeId, selectedHunkId, insights, review, mayReview, onSelectHunk } = props;
  const [view, setView] = usePreference("review.view", ["split", "unified"], "split");
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selectedHunkId === null) return;
    scroller.current
      ?.querySelector(`[data-hunk="${CSS.escape(selectedHunkId)}"]`)
      ?.scrollIntoView({ block: "nearest" });
  }, [selectedHunkId]);
  const decide = (decision: ReviewDecision["decision"], hunkId?: string): void =>
    review.decide.mutate([{ change_id: change.id, decision, ...(hunkId === undefined ? {} : { hunk_ids: [hunkId] }) }]);
  const canDecide = mayReview && isOpen(change);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PaneHeader
        title={
          <span className="font-mono" dir="auto" title={change.path}>
            {change.path}
          </span>
        }
        meta={
          <>
            <span>{verbs[change.operation]}</span>
            {change.risk === "low" ? null : <Badge tone={riskTones[change.risk]}>{change.risk} risk</Badge>}
          </>
        }
        actions={<Segmented label="How to show the change" options={views} value={view} onValueChange={setView} />}
      />
      <div ref={scroller} className="min-h-0 flex-1 scroll-py-3 overflow-y-auto p-3">
        <div className="flex flex-col gap-3">
          {change.risk_reasons.length === 0 ? null : (
            <Callout tone="warn">Look twice: {change.risk_reasons.join(" · ")}.</Callout>
          )}
          {change.previous_path === null || change.previous_path === change.path ? null : (
            <p className="text-13 text-ink-2">
              Moves from <span className="font-mono text-12">{change.previous_path}</span>
            </p>
          )}
          {change.state === "conflict" || change.conflict ? (
            <ConflictNotice change={change} review={review} mayReview={mayReview} />
          ) : null}
          {canDecide ? (
            <div className="flex flex-wrap items-center gap-2">
              <Button isBusy={review.decide.isPending} onClick={() => decide("approve")}>
                Accept the file
              </Button>
              <Button onClick={() => decide("reject")}>Reject the file</Button>
              {isPending(change) ? null : (
                <Button variant="ghost" onClick={() => decide("reset")}>
                  Take the decision back
                </Button>
              )}
            </div>
          ) : null}
          {change.applied == null ? null : (
            <Callout tone="ok">
              Applied as a new version.{" "}
              <a className="underline" href={routes.file(change.applied.memory_store_id, change.path)}>
                Open the file
              </a>
            </Callout>
          )}
          {change.hunks.map((hunk, index) => (
            <HunkCard
              key={hunk.id}
              change={change}
              hunk={hunk}
              place={`${index + 1} of ${change.hunks.length}`}
              insight={insights.find(({ id }) => hunk.insight_ids.includes(id)) ?? null}
              view={view}
              isSelected={hunk.id === selectedHunkId}
              canDecide={canDecide}
              review={review}
              onSelect={() => onSelectHunk(hunk.id)}
            />
          ))}
          {change.base === null ? null : (
            <p className="text-12 text-ink-3">
              Against{" "}
              <a
                className="underline"
                href={routes.file(storeId, change.previous_path ?? change.path, {
                  version: change.base.memory_version_id,
                })}
              >
                the version that the dream read
              </a>
              .
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
