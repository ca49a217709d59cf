"use client";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-count";

export interface LoadMoreProps {
  /** What there is more of: "versions". */
  noun: string;
  shown: number;
  hasMore: boolean;
  isLoading: boolean;
  onLoadMore: () => void;
}

/** The foot of a keyset list: how much is here, and the next page on request. */
export function LoadMore({ noun, shown, hasMore, isLoading, onLoadMore }: LoadMoreProps) {
  return (
    <div className="sticky left-0 flex min-h-10 items-center gap-3 px-3 py-1.5 text-12 text-ink-3">
      <span role="status" className="tabular">
        {footText(shown, noun, hasMore)}
      </span>
      {hasMore ? (
        <Button size="sm" isBusy={isLoading} onClick={onLoadMore}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}

function footText(shown: number, noun: string, hasMore: boolean): string {
  if (hasMore) return `The first ${formatNumber(shown)} ${noun}`;
  return shown === 1 ? `1 ${noun.replace(/s$/, "")}` : `All ${formatNumber(shown)} ${noun}`;
}
