"use client";
import { Moon } from "lucide-react";
import type { Dream } from "@/lib/contract/dream";
import { decidedOf, inputStoreOf, sessionCountOf } from "../dream/dream-state";
import { StoreName } from "../dream/store-name";
import { Badge } from "../ui/badge";
import { Progress } from "../ui/progress";
import { Time } from "../ui/time";
import { ApplyButton } from "./apply-button";
import { DiscardButton } from "./discard-button";
import { UndoButton } from "./undo-button";
import type { Review } from "./use-review";

/** What is under review, how far it is, and the two ways to end it. Never scrolls away. */
export function ReviewBar({ dream, review }: { dream: Dream; review: Review }) {
  const decided = decidedOf(dream);
  const { state } = dream.reverie.review;
  const may = (ability: "apply" | "discard" | "undo"): boolean => dream.reverie.abilities?.includes(ability) ?? false;
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-dusk-line bg-dusk-soft px-4 py-1.5">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 text-13">
        <Moon aria-hidden className="size-4 shrink-0 text-dusk" />
        <span className="min-w-0 truncate font-medium">
          Dream of <StoreName id={inputStoreOf(dream)} />
        </span>
        <span className="text-ink-2">
          {sessionCountOf(dream)} sessions · <span className="font-mono text-12">{dream.reverie.engine}</span> ·{" "}
          <Time at={dream.ended_at ?? dream.created_at} />
        </span>
        {state === "applied" ? <Badge tone="ok">applied</Badge> : null}
        {state === "discarded" ? <Badge>discarded</Badge> : null}
      </div>
      {decided === null ? null : (
        <Progress
          className="w-56"
          tone="dream"
          label={`${decided.decided} of ${decided.total} decided`}
          done={decided.decided}
          total={decided.total}
        />
      )}
      <div className="flex items-center gap-2">
        {may("undo") ? <UndoButton review={review} /> : null}
        {may("discard") ? <DiscardButton review={review} pending={dream.reverie.review.pending} /> : null}
        {may("apply") ? <ApplyButton dream={dream} review={review} /> : null}
      </div>
    </div>
  );
}
