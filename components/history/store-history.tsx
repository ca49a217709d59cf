"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { memoryVersionsOptions } from "@/lib/client/memory-versions";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { PaneHeader } from "../shell/pane-header";
import { useStore } from "../store/store-context";
import { useRefetchInterval } from "../store/use-refetch-interval";
import { loadMoreOf } from "../table/load-more-of";
import { VersionTimeline } from "../timeline/version-timeline";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { HistoryFilterBar } from "./history-filter-bar";
import { historyQueryOf, isFilteredHistory, noHistoryFilters } from "./history-filters";
import { useAnnounceNewest } from "./use-announce-newest";
import { useHistoryFilters } from "./use-history-filters";

/** What was written in the store, newest first. */
export function StoreHistory() {
  const { store, at, folder } = useStore();
  const [filters, setFilters] = useHistoryFilters();
  const isFiltered = isFilteredHistory(filters);
  const refetchInterval = useRefetchInterval();
  const query = useInfiniteQuery({
    ...memoryVersionsOptions(store.id, {
      limit: 50,
      ...historyQueryOf({ ...filters, under: filters.under ?? folder }, at),
    }),
    refetchInterval: at === null ? refetchInterval : false,
  });
  const versions = rowsOf(query.data);
  useAnnounceNewest(at === null && !isFiltered ? versions : [], folder === null ? "in this store" : "in this folder");
  const hrefOf = (version: MemoryVersion) => {
    // The version alone leads to its file, wherever that stands today; a redacted one has no path of its own.
    const path = version.path ?? `/${version.memory_id}`;
    return routes.file(store.id, path, { version: version.id, ...(at === null ? {} : { at }) });
  };
  return (
    <>
      <PaneHeader
        title={isFiltered ? "Filtered changes" : folder === null ? "Recent changes" : "Changes in this folder"}
      />
      <HistoryFilterBar />
      {query.isPending ? <SkeletonRows label="changes" /> : null}
      {query.isError ? (
        <ErrorState title="The changes could not be read." error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isSuccess && versions.length === 0 && isFiltered ? (
        <EmptyState
          title="No change fits these filters"
          className="px-4 py-6"
          action={<Button onClick={() => setFilters(noHistoryFilters)}>Show all changes</Button>}
        >
          Nothing of this kind was written in this time.
        </EmptyState>
      ) : query.isSuccess && versions.length === 0 ? (
        <EmptyState title="No changes yet" className="px-4 py-6">
          Every write, by an agent or a person, will stand here with its author and reason.
        </EmptyState>
      ) : null}
      {versions.length > 0 ? (
        <VersionTimeline
          versions={versions}
          versionHref={hrefOf}
          isShowingPaths
          loadMore={loadMoreOf(query, versions.length, "changes")}
        />
      ) : null}
    </>
  );
}
