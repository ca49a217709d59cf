"use client";
import { GitCompare, Moon } from "lucide-react";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import type { Dream } from "@/lib/contract/dream";
import { decidedOf, inputStoreOf, sessionCountOf } from "../dream/dream-state";
import { StoreName } from "../dream/store-name";
import { Badge } from "../ui/badge";
import { IconButton } from "../ui/icon-button";
import { Progress } from "../ui/progress";
import { Time } from "../ui/time";
import { ApplyButton } from "./apply-button";
import { DiscardButton } from "./discard-button";
import { UndoButton } from "./undo-button";
import type { Review } from "./use-review";

interface ReviewBarProps {
  dream: Dream;
  review: Review;
  onCompare: () => void;
}

/** What is under review, how far it is, and the two ways to end it. Never scrolls away. */
export function ReviewBar({ dream, review, onCompare }: ReviewBarProps) {
  const decided = decidedOf(dream);
  const { state, approved, rejected, comment } = dream.reverie.review;
  const may = (ability: "apply" | "discard" | "undo"): boolean => dream.reverie.abilities?.includes(ability) ?? false;
  const isApplied = review.rows.some((change) => change.applied != null);
  const sessions = sessionCountOf(dream);
  return (
    <section
      aria-label="The review"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-dusk-line bg-dusk-soft px-4 py-1.5"
    >
      <div className="flex min-w-0 flex-[1_1_16rem] flex-wrap items-center gap-x-2 text-13">
        <span className="flex max-w-full min-w-0 items-center gap-2">
          <Moon aria-hidden className="size-4 shrink-0 text-dusk" />
          <span className="min-w-0 truncate font-medium">
            Dream of <StoreName id={inputStoreOf(dream)} />
          </span>
        </span>
        <span className="min-w-0 text-ink-2">
          {sessions === 1 ? "1 session" : `${sessions} sessions`} ·{" "}
          <span className="font-mono text-12 [overflow-wrap:anywhere]">{dream.reverie.engine}</span> ·{" "}
          <Time at={dream.ended_at ?? dream.created_at} />
          {dream.session_id === null ? null : (
            <>
              {" · "}
              <Link
                href={routes.session(dream.session_id)}
                className="rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink"
              >
                steps of the run
              </Link>
            </>
          )}
        </span>
        {state === "applied" ? <Badge tone="ok">applied</Badge> : null}
        {state === "discarded" ? <Badge>discarded</Badge> : null}
        {comment === null || comment === "" ? null : (
          <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]" dir="auto">
            “{comment}”
          </span>
        )}
      </div>
      {decided === null ? null : (
        <div className="flex min-w-56 flex-[0_1_20rem] flex-col">
          <Progress
            tone="dream"
            label={`${decided.decided} of ${decided.total} decided`}
            done={decided.decided}
            total={decided.total}
          />
          <p className="text-12 text-ink-2 tabular">
            {approved} accepted · {rejected} rejected
          </p>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <IconButton label="Compare with another dream" onClick={onCompare}>
          <GitCompare aria-hidden />
        </IconButton>
        {may("undo") && isApplied ? <UndoButton review={review} /> : null}
        {may("discard") ? <DiscardButton review={review} pending={dream.reverie.review.pending} /> : null}
        {may("apply") ? <ApplyButton dream={dream} review={review} /> : null}
      </div>
    </section>
  );
}
