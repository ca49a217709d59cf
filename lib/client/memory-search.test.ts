import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { findPaths, memorySearchOptions } from "./memory-search";

function stubApi(answer: unknown = { data: [], next_page: null }) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(decodeURIComponent(url));
    return Response.json(answer);
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe("the search of text", () => {
  it("asks the stores that are named", async () => {
    const asked = stubApi();
    const filters = { q: "a b", mode: "regex", case: true, path_prefix: "/x/" } as const;
    await new QueryClient().fetchInfiniteQuery(memorySearchOptions(["memstore_1", "memstore_2"], filters));
    expect(asked).toEqual([
      "/v1/search?q=a+b&mode=regex&case=true&path_prefix=/x/&limit=20&memory_store_ids[]=memstore_1&memory_store_ids[]=memstore_2",
    ]);
  });

  it("asks all stores but what dreams propose", async () => {
    const asked = stubApi();
    await new QueryClient().fetchInfiniteQuery(memorySearchOptions([], { q: "a" }));
    expect(asked).toEqual(["/v1/search?q=a&limit=20&proposals=false"]);
  });

  it("keeps the answers to different questions apart", () => {
    const key = (storeIds: string[], q: string) => memorySearchOptions(storeIds, { q }).queryKey;
    expect(key([], "a")).not.toEqual(key(["memstore_1"], "a"));
    expect(key([], "a")).not.toEqual(key([], "b"));
  });
});

describe("the finder of paths", () => {
  it("gives the paths with the letters that matched", async () => {
    const found = { path: "/a.md", memory_id: "mem_1", positions: [1] };
    const asked = stubApi({ data: [found] });
    expect(await findPaths("memstore_1", "a", new AbortController().signal)).toEqual([found]);
    expect(asked).toEqual(["/v1/memory_stores/memstore_1/paths?q=a"]);
  });
});
