import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiFetch } from "./api-fetch";
import type { Page } from "./page";
import type { ReverieQueryKey } from "./query-keys";
import type { QueryValue } from "./query-string";

type Query = Readonly<Record<string, QueryValue>>;

/** A keyset list, for `useInfiniteQuery`; the first page has no cursor, and a null `next_page` ends it. */
export function listOptions<Item, Answer extends Page<Item> = Page<Item>>(
  queryKey: ReverieQueryKey,
  path: `/${string}`,
  query: Query = {},
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => apiFetch<Answer>(path, { query: { ...query, page: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_page,
  });
}
