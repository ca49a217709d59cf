"use client";
import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { Actor } from "../actor/actor";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { formatSizeDelta } from "../ui/format-size";
import { IconButton } from "../ui/icon-button";
import { Time } from "../ui/time";
import type { TimelineEntry } from "./timeline-rows";
import type { VersionTimelineProps } from "./version-timeline";

type VersionRowProps = Omit<VersionTimelineProps, "versions" | "loadMore" | "className"> & {
  entry: TimelineEntry;
  isInRun: boolean;
};

/** Who, what, how much, why and when, of one version. A click shows it, shift-click compares with it. */
export function VersionRow({
  entry,
  isInRun,
  versionHref,
  currentVersionId,
  selectedId,
  compareId,
  onCompare,
  isShowingPaths,
}: VersionRowProps) {
  const { version, actor, verb, deltaBytes } = entry;
  const isSelected = version.id === selectedId;
  const isCompared = version.id === compareId;
  const why = isShowingPaths ? (version.path ?? "path redacted") : version.reverie.reason;
  return (
    <div
      className={cn(
        "group/version relative mx-1 flex items-start gap-2 rounded-md py-1 pr-1 hover:bg-canvas",
        isInRun ? "pl-6" : "pl-2",
        isSelected && "bg-accent-soft hover:bg-accent-soft",
        isCompared && "shadow-[inset_0_0_0_1px_var(--accent)]",
      )}
    >
      <Actor
        actor={actor}
        via={version.reverie.via}
        reason={version.reverie.reason}
        isMarkOnly
        isPlain
        className="mt-0.5"
      />
      <Link
        href={versionHref(version)}
        prefetch={false}
        scroll={false}
        aria-current={isSelected ? "true" : undefined}
        onClick={(event) => {
          if (!event.shiftKey || onCompare === undefined) return;
          event.preventDefault();
          onCompare(version);
        }}
        className="min-w-0 flex-1 rounded-sm after:absolute after:inset-0 after:rounded-md focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        <span className="flex items-center gap-2">
          <span className={cn("truncate", version.operation === "deleted" && "text-del")}>{verb}</span>
          {deltaBytes === null ? null : (
            <span className="text-12 whitespace-nowrap text-ink-3 tabular">{formatSizeDelta(deltaBytes)}</span>
          )}
          {version.id === currentVersionId ? <Badge tone="accent">current</Badge> : null}
        </span>
        {why ? (
          <span dir="auto" className={cn("block truncate text-12 text-ink-2", isShowingPaths && "font-mono")}>
            {isShowingPaths ? why : `“${why}”`}
          </span>
        ) : null}
      </Link>
      <Time at={version.created_at} format="clock" isPlain className="mt-0.5 text-12 text-ink-3" />
      {onCompare ? (
        <IconButton
          label={isCompared ? "Stop comparing" : "Compare with this version"}
          size="sm"
          onClick={() => onCompare(version)}
          className={cn(
            "relative z-10 -my-0.5 bg-surface",
            !isCompared &&
              "pointer-fine:absolute pointer-fine:right-1 pointer-fine:opacity-0 pointer-fine:group-hover/version:opacity-100 pointer-fine:focus-visible:opacity-100",
          )}
        >
          <GitCompareArrows aria-hidden />
        </IconButton>
      ) : null}
    </div>
  );
}
