import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryStoresOptions } from "./memory-stores";
import { rowsOf } from "./page";

/** A list of numbered items, two a page, by cursor. */
function stubPages(total: number) {
  const urls: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    urls.push(url);
    const at = Number(new URL(url, "http://localhost").searchParams.get("page") ?? 0);
    const data = [at, at + 1].filter((index) => index < total).map((index) => ({ id: index }));
    return Response.json({ data, next_page: at + 2 < total ? String(at + 2) : null });
  });
  return urls;
}

afterEach(() => vi.unstubAllGlobals());

describe("listOptions", () => {
  it("follows cursors to the end, and keeps the filters on every page", async () => {
    const urls = stubPages(5);
    const pages = await new QueryClient().fetchInfiniteQuery({
      ...memoryStoresOptions({ include_archived: true }),
      pages: 9,
    });
    expect(rowsOf(pages)).toEqual([0, 1, 2, 3, 4].map((id) => ({ id })));
    expect(urls).toEqual([
      "/v1/memory_stores?include_archived=true",
      "/v1/memory_stores?include_archived=true&page=2",
      "/v1/memory_stores?include_archived=true&page=4",
    ]);
  });

  it("keeps lists of different filters apart", () => {
    expect(memoryStoresOptions({ proposals: false }).queryKey).not.toEqual(memoryStoresOptions().queryKey);
  });
});

describe("rowsOf", () => {
  it("has no rows before the first page is here", () => {
    expect(rowsOf(undefined)).toEqual([]);
  });
});
