import type { LoadMoreProps } from "./load-more";

interface InfiniteState {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** The foot's props from a `useInfiniteQuery` result. */
export function loadMoreOf(query: InfiniteState, shown: number, noun: string): LoadMoreProps {
  return {
    noun,
    shown,
    hasMore: query.hasNextPage,
    isLoading: query.isFetchingNextPage,
    onLoadMore: () => void query.fetchNextPage(),
  };
}
