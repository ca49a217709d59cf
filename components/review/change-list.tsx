"use client";
import { Check, CircleDashed, CircleDot, CircleSlash, TriangleAlert } from "lucide-react";
import { memo, type ReactNode } from "react";
import type { ChangeState, DreamChange } from "@/lib/contract/dream-change";
import { ChangeCountsLabel } from "../diff/change-counts";
import { Checkbox } from "../ui/checkbox";
import { cn } from "../ui/cn";
import { type ChangeGroup, groupLabels, groupOf, isHeldUp, isPending, isUnseen, lineCounts } from "./review-order";
import { useNewest } from "./use-newest";
import type { UnseenFilter } from "./use-unseen-filter";

const marks: Record<ChangeState, { label: string; icon: ReactNode }> = {
  pending: { label: "not decided", icon: <CircleDashed className="text-ink-3" /> },
  partial: { label: "partly decided", icon: <CircleDot className="text-dusk" /> },
  approved: { label: "approved", icon: <Check className="text-ok" /> },
  rejected: { label: "rejected", icon: <CircleSlash className="text-ink-3" /> },
  applied: { label: "applied", icon: <Check className="text-ok" /> },
  conflict: { label: "conflict", icon: <TriangleAlert className="text-warn" /> },
};

const staleMark = { label: "the file moved meanwhile", icon: marks.conflict.icon };

interface ChangeListProps {
  filter: UnseenFilter;
  selectedId: string;
  onOpen: (changeId: string) => void;
}

/** The files of the proposal, the ones that need care first. */
export function ChangeList({ filter, selectedId, onOpen }: ChangeListProps) {
  const groups: ChangeGroup[] = ["care", "improvements", "new"];
  const open = useNewest(onOpen);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-9 items-center border-b border-line px-3">
        <Checkbox
          label={
            <>
              Only what changed since I looked <span className="text-ink-3 tabular">{filter.unseenCount}</span>
            </>
          }
          className="text-12 text-ink-2"
          isChecked={filter.isOn}
          disabled={filter.unseenCount === 0 && !filter.isOn}
          onCheckedChange={filter.setIsOn}
        />
      </div>
      {filter.shown.length === 0 ? <p className="p-3 text-13 text-ink-2">Nothing changed since you looked.</p> : null}
      <nav aria-label="Files of the proposal" className="min-h-0 flex-1 overflow-y-auto py-1">
        {groups.map((group) => {
          const changes = filter.shown.filter((change) => groupOf(change) === group);
          if (changes.length === 0) return null;
          return (
            <section key={group} aria-label={groupLabels[group]}>
              <h2 className="flex h-7 items-center px-3 text-12 font-medium text-ink-3">
                {groupLabels[group]}
                <span className="ml-auto tabular">{changes.length}</span>
              </h2>
              <ul>
                {changes.map((change) => (
                  <ChangeRow key={change.id} change={change} isSelected={change.id === selectedId} onOpen={open} />
                ))}
              </ul>
            </section>
          );
        })}
      </nav>
    </div>
  );
}

interface ChangeRowProps {
  change: DreamChange;
  isSelected: boolean;
  onOpen: (changeId: string) => void;
}

/** Drawn again only when its own file changed: a dream can propose hundreds. */
const ChangeRow = memo(function ChangeRow({ change, isSelected, onOpen }: ChangeRowProps) {
  const mark = isHeldUp(change) && change.state !== "conflict" ? staleMark : marks[change.state];
  const name = change.path.slice(change.path.lastIndexOf("/") + 1);
  const folder = change.path.slice(1, Math.max(1, change.path.length - name.length - 1));
  const isDecided = !isPending(change);
  return (
    <li>
      <button
        type="button"
        aria-current={isSelected ? "true" : undefined}
        onClick={() => onOpen(change.id)}
        title={change.path}
        className={cn(
          "flex min-h-8 w-full items-center gap-2 px-3 py-0.5 text-left text-13 hover:bg-sunken focus-visible:-outline-offset-2",
          isSelected && "bg-sunken",
        )}
      >
        <span aria-hidden className="grid size-4 shrink-0 place-items-center [&_svg]:size-3.5">
          {mark.icon}
        </span>
        <span className="min-w-0 flex-1">
          <span className={cn("block truncate font-mono text-12", isDecided && !isSelected && "text-ink-2")} dir="auto">
            {name}
          </span>
          {folder === "" ? null : <span className="block truncate text-12 leading-4 text-ink-3">{folder}</span>}
        </span>
        <span className="sr-only">{mark.label},</span>
        {isUnseen(change) ? (
          <span title={unseenWord(change)} className="size-1.5 shrink-0 rounded-full bg-accent">
            <span className="sr-only">{unseenWord(change)},</span>
          </span>
        ) : null}
        <ChangeCountsLabel {...lineCounts(change.hunks)} />
      </button>
    </li>
  );
});

function unseenWord(change: DreamChange): string {
  return change.seen_revision == null ? "not looked at yet" : "changed since you looked";
}
