import type { MouseEvent, ReactNode } from "react";
import { routes } from "@/lib/client/routes";
import { cn } from "../ui/cn";
import { exactUtc } from "../ui/relative-time";
import type { EventRow } from "./build-rows";
import { useTranscriptContext } from "./transcript-context";

interface GutterProps {
  row: EventRow;
  /** Stands on the rule: who or what this is. */
  mark: ReactNode;
  isLinked: boolean;
  className?: string;
}

/** The ruled time gutter: when, as the event's permanent address, and a mark on the rule. */
export function Gutter({ row, mark, isLinked, className }: GutterProps) {
  const { session, linkTo } = useTranscriptContext();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    linkTo(row.event.id);
  };
  const at = row.event.processed_at;
  return (
    <>
      <div className={cn("flex justify-end pr-2 font-mono text-12 leading-7 text-ink-3", className)}>
        {row.label === null ? null : (
          <a
            href={routes.session(session.id, row.event.id)}
            onClick={follow}
            title={at === null ? undefined : exactUtc(new Date(at))}
            aria-label={`Link to this event, ${row.label} UTC`}
            className="rounded-sm tabular hover:text-ink hover:underline"
          >
            <span className="max-sm:hidden">{row.label}</span>
            <span className="sm:hidden">{row.label.slice(0, 5)}</span>
          </a>
        )}
      </div>
      <div
        className={cn(
          "relative flex justify-center before:absolute before:inset-y-0 before:left-1/2 before:w-px before:-translate-x-1/2 before:bg-line",
          isLinked && "before:w-0.5 before:bg-accent",
        )}
      >
        <span className={cn("relative flex h-7 items-center", className)}>{mark}</span>
      </div>
    </>
  );
}
