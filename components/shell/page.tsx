"use client";
import type { ReactNode } from "react";
import { useRecordVisit } from "../command/use-recent";
import { cn } from "../ui/cn";
import { type Crumb, Crumbs } from "./crumbs";

interface PageProps {
  /** The h1, the document's title and the name in the palette's recent list. */
  title: string;
  crumbs: readonly Crumb[];
  /** Beside the title: badges, counts. */
  meta?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /**
   * `flow` scrolls as a whole with a comfortable measure · `wide` scrolls at full width (tables) ·
   * `panes` fills the frame and scrolls nothing itself.
   */
  layout?: "flow" | "wide" | "panes";
  /** The heading is for screen readers only, where the panes show the name themselves. */
  isTitleHidden?: boolean;
  children: ReactNode;
}

/** The body of every dashboard page: crumbs, title, document title, actions, content. */
export function Page({
  title,
  crumbs,
  meta,
  description,
  actions,
  layout = "flow",
  isTitleHidden = false,
  children,
}: PageProps) {
  useRecordVisit(
    title,
    crumbs
      .map(({ label }) => label)
      .slice(0, -1)
      .join(" / "),
  );
  const header = (
    <header
      className={
        isTitleHidden
          ? "sr-only"
          : cn("flex flex-wrap items-start gap-x-4 gap-y-2", layout === "panes" && "border-b border-line px-4 py-2")
      }
    >
      <div className="min-w-0 flex-[1_1_16rem]">
        <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1">
          <h1
            className={cn("min-w-0 truncate font-semibold tracking-tight", layout === "panes" ? "text-16" : "text-20")}
          >
            {title}
          </h1>
          {meta}
        </div>
        {description ? <div className="prose-width text-13 text-pretty text-ink-2">{description}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
  return (
    <>
      <title>{`${title} · Reverie`}</title>
      <Crumbs items={crumbs} />
      {layout === "panes" ? (
        <div className="flex min-h-0 flex-1 flex-col">
          {header}
          <div className="flex min-h-0 flex-1 flex-col">{children}</div>
        </div>
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <div
            className={cn(
              "mx-auto flex flex-col gap-5 px-4 py-5 sm:px-6",
              layout === "flow" ? "max-w-256" : "max-w-full",
            )}
          >
            {header}
            {children}
          </div>
        </div>
      )}
    </>
  );
}
