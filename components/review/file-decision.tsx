"use client";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { DreamChange } from "@/lib/contract/dream-change";
import { Button } from "../ui/button";
import { isPending } from "./review-order";

interface FileDecisionProps {
  change: DreamChange;
  isBusy: boolean;
  onDecide: (decision: ReviewDecision["decision"]) => void;
  onEdit: () => void;
}

/** What can be decided about the file at once. Hunks that are decided already keep their decision. */
export function FileDecision({ change, isBusy, onDecide, onEdit }: FileDecisionProps) {
  const isOpen = isPending(change);
  const isPart = isOpen && change.hunks.some(({ decision }) => decision !== "pending");
  const object = isPart ? "the rest" : "the file";
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button isBusy={isBusy} onClick={() => onDecide("approve")}>
        Accept {object}
      </Button>
      <Button onClick={() => onDecide("reject")}>Reject {object}</Button>
      {change.operation === "deleted" ? null : (
        <Button variant="ghost" onClick={onEdit}>
          Edit the file
        </Button>
      )}
      {isOpen && !isPart ? null : (
        <Button variant="ghost" onClick={() => onDecide("reset")}>
          Take the decision back
        </Button>
      )}
    </div>
  );
}
