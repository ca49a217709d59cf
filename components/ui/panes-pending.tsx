import type { Pane } from "./pane";
import { Skeleton, SkeletonRows } from "./skeleton";

/** The shape of panes whose code or data is on its way, so that nothing moves when they come. */
export function PanesPending({ panes }: { panes: readonly Pick<Pane, "id" | "label" | "defaultSizePx">[] }) {
  return (
    <div className="flex min-h-0 flex-1 divide-line lg:divide-x">
      {panes.map(({ id, label, defaultSizePx }) =>
        defaultSizePx === undefined ? (
          <div key={id} className="flex flex-1 flex-col gap-3 p-6">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="w-3/5" />
            <Skeleton className="w-2/5" />
          </div>
        ) : (
          <div key={id} className="hidden shrink-0 pt-11 lg:block" style={{ width: `${defaultSizePx}px` }}>
            <SkeletonRows label={label.toLowerCase()} count={7} />
          </div>
        ),
      )}
    </div>
  );
}
