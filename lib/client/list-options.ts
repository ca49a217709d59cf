import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiFetch } from "./api-fetch";
import type { Page } from "./page";
import type { ReverieQueryKey } from "./query-keys";
import type { QueryValue } from "./query-string";

const firstPage: string | null = null;

/** A keyset list, for `useInfiniteQuery`; the first page has no cursor, and a null `next_page` ends it. */
export function listOptions<Item>(
  queryKey: ReverieQueryKey,
  path: `/${string}`,
  query: Readonly<Record<string, QueryValue>> = {},
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => apiFetch<Page<Item>>(path, { query: { ...query, page: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.next_page,
  });
}
