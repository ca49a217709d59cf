"use client";
import type { DreamChange } from "@/lib/contract/dream-change";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";

const causes = {
  changed: "Someone changed this file after the dream read it.",
  missing: "This file was deleted after the dream read it.",
  path_taken: "Another file stands at this path now.",
  redacted: "The text that this proposal rests on was redacted.",
} as const;

interface ConflictNoticeProps {
  change: DreamChange;
  /** null where there is nothing to merge, or where the reader may not. */
  onMerge: (() => void) | null;
  /** The merge stands below already. */
  isMerging: boolean;
}

/** Why a file is held up, and the way to merge both sides where there is one. Other files go on. */
export function ConflictNotice({ change, onMerge, isMerging }: ConflictNoticeProps) {
  const reason = change.conflict?.reason ?? (change.base === null ? "path_taken" : "changed");
  const canMerge =
    onMerge !== null && (reason === "changed" || reason === "path_taken") && change.operation !== "deleted";
  return (
    <Callout
      tone="warn"
      title={causes[reason]}
      action={
        canMerge && !isMerging ? (
          <Button size="sm" onClick={onMerge}>
            Merge both sides
          </Button>
        ) : null
      }
    >
      {canMerge
        ? "Only this file is held up: merge your decision with what stands there now, or reject it."
        : "Only this file is held up. Reject it, or start a new dream over the newer text."}
    </Callout>
  );
}
