"use client";
import { earlyPart } from "../ui/lazy-part";
import { Skeleton } from "../ui/skeleton";

/** The middle pane while no file is chosen; nothing of it can be drawn before the store is known. */
export const StoreOverview = earlyPart(
  () => import("./overview-pane").then((module) => module.OverviewPane),
  OverviewLoading,
);

function OverviewLoading() {
  return (
    <div className="flex flex-col gap-3 p-6">
      <Skeleton className="h-5 w-48" />
      <Skeleton className="w-3/5" />
      <Skeleton className="w-2/5" />
    </div>
  );
}
