"use client";
import { useEffect, useMemo, useRef } from "react";
import { routes } from "@/lib/client/routes";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { ChangeRisk, DreamChange } from "@/lib/contract/dream-change";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import { PaneHeader } from "../shell/pane-header";
import { Badge, type BadgeTone } from "../ui/badge";
import { Segmented } from "../ui/segmented";
import { useMediaQuery } from "../ui/use-media-query";
import { usePreference } from "../ui/use-preference";
import { DrawnWhenNear } from "./drawn-when-near";
import { EditFile } from "./edit-file";
import type { Editing } from "./editing";
import { FileDecision } from "./file-decision";
import { FileNotes } from "./file-notes";
import { type HunkActions, HunkCard } from "./hunk-card";
import { chunkHunksOf } from "./hunk-chunks";
import { isOpen } from "./review-order";
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
  editing: Editing;
  actions: HunkActions;
  onDecideFile: (decision: ReviewDecision["decision"]) => void;
  onEditFile: (isOn: boolean) => void;
}

/** One file of the proposal: its hunks side by side, each with the claim behind it and the decision on it. */
export function ChangePane(props: ChangePaneProps) {
  const { change, storeId, selectedHunkId, insights, review, mayReview, editing, actions } = props;
  const [view, setView] = usePreference("review.view", ["split", "unified"], "split");
  const isNarrow = useMediaQuery("(max-width: 48rem)");
  const byId = useMemo(() => new Map(insights.map((insight) => [insight.id, insight])), [insights]);
  const chunks = useMemo(() => chunkHunksOf(change.hunks), [change.hunks]);
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => {
    if (selectedHunkId === null) return;
    scroller.current
      ?.querySelector(`[data-hunk="${CSS.escape(selectedHunkId)}"]`)
      ?.scrollIntoView({ block: "nearest" });
  }, [selectedHunkId]);
  const canDecide = mayReview && isOpen(change);
  const canEdit = canDecide && change.conflict?.reason !== "redacted";
  const isEditingFile = canEdit && editing?.kind === "file";
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
            <span className="whitespace-nowrap">{verbs[change.operation]}</span>
            {change.risk === "low" ? null : <Badge tone={riskTones[change.risk]}>{change.risk} risk</Badge>}
          </>
        }
        actions={
          isNarrow === true ? null : (
            <Segmented label="How to show the change" options={views} value={view} onValueChange={setView} />
          )
        }
      />
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long content scrolls, and scrolling must work from the keyboard.
        tabIndex={0}
        aria-label={`Proposal for ${change.path}`}
        className="min-h-0 flex-1 scroll-py-3 overflow-y-auto p-3 focus-visible:-outline-offset-2"
      >
        <div className="flex min-w-0 flex-col gap-3">
          <FileNotes
            change={change}
            overlaps={review.overlaps}
            onMerge={canEdit ? () => props.onEditFile(true) : null}
            isMerging={isEditingFile}
          />
          {isEditingFile ? (
            <EditFile change={change} review={review} onClose={() => props.onEditFile(false)} />
          ) : canDecide ? (
            <FileDecision
              change={change}
              isBusy={review.isDeciding}
              onDecide={props.onDecideFile}
              onEdit={() => props.onEditFile(true)}
            />
          ) : null}
          {chunks.map(({ start, hunks }) => (
            <DrawnWhenNear
              key={`${change.id} ${start}`}
              scroller={scroller}
              isWanted={start === 0 || hunks.some(({ id }) => id === selectedHunkId)}
              heightRem={hunks.length * 12}
              label={`Changes ${start + 1} to ${start + hunks.length} of ${change.hunks.length}`}
            >
              {() =>
                hunks.map((hunk, index) => (
                  <HunkCard
                    key={hunk.id}
                    hunk={hunk}
                    place={`${start + index + 1} of ${change.hunks.length}`}
                    path={change.path}
                    insight={hunk.insight_ids.map((id) => byId.get(id)).find((one) => one !== undefined) ?? null}
                    view={view}
                    isSelected={hunk.id === selectedHunkId}
                    isEditing={canEdit && editing?.kind === "hunk" && editing.hunkId === hunk.id}
                    isSaving={review.isDeciding && editing?.kind === "hunk" && editing.hunkId === hunk.id}
                    canDecide={canDecide}
                    actions={actions}
                  />
                ))
              }
            </DrawnWhenNear>
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
      </section>
    </div>
  );
}
