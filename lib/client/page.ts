import type { InfiniteData } from "@tanstack/react-query";

/** One page of a list, as every list endpoint answers. */
export interface Page<Item> {
  data: Item[];
  next_page: string | null;
}

/** All rows fetched so far, in order. */
export function rowsOf<Item>(pages: InfiniteData<Page<Item>, unknown> | undefined): Item[] {
  return pages?.pages.flatMap((page) => page.data) ?? [];
}
