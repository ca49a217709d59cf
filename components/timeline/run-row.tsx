"use client";
import { ChevronRight } from "lucide-react";
import { Actor } from "../actor/actor";
import { cn } from "../ui/cn";
import { formatSizeDelta } from "../ui/format-size";
import { Time } from "../ui/time";
import type { TimelineEntry } from "./timeline-rows";

/** "12 writes by …": many versions by one session, folded. */
export function RunRow({
  entries,
  isOpen,
  onToggle,
}: {
  entries: readonly TimelineEntry[];
  isOpen: boolean;
  onToggle: () => void;
}) {
  const [newest] = entries;
  if (newest === undefined) return null;
  const known = entries.flatMap(({ deltaBytes }) => (deltaBytes === null ? [] : [deltaBytes]));
  const total = known.reduce((sum, delta) => sum + delta, 0);
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className="mx-1 flex min-h-8 w-[calc(100%-0.5rem)] items-center gap-2 rounded-md py-1 pr-1 pl-2 text-left hover:bg-canvas focus-visible:-outline-offset-2"
    >
      <Actor actor={newest.actor} isMarkOnly isPlain />
      <span className="truncate">{entries.length} writes in a row</span>
      {known.length === entries.length ? (
        <span className="text-12 whitespace-nowrap text-ink-3 tabular">{formatSizeDelta(total)}</span>
      ) : null}
      <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 text-ink-3", isOpen && "rotate-90")} />
      <Time at={newest.version.created_at} format="clock" isPlain className="ml-auto text-12 text-ink-3" />
    </button>
  );
}
