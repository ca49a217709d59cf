import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { invalidationsOf } from "./invalidations";
import { folderOptions, matchingFilesOptions, namedFilesOptions } from "./memory-tree";

function stubApi() {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(decodeURIComponent(url).replace("/v1/memory_stores/memstore_1/tree?", ""));
    return Response.json({ data: [{ path: "/a" }], next_page: null });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe("the tree", () => {
  it("is read a folder and a page at a time, of the same moment on every page", async () => {
    const asked = stubApi();
    const client = new QueryClient();
    const then = { at: "2026-03-01T00:00:00Z" };
    await client.fetchQuery(folderOptions("memstore_1", "/a/", {}, null));
    await client.fetchQuery(folderOptions("memstore_1", "/a/", then, "page_2"));
    expect(asked).toEqual([
      "path_prefix=/a/&depth=1&limit=2000",
      "path_prefix=/a/&depth=1&at=2026-03-01T00:00:00Z&limit=2000&page=page_2",
    ]);
  });

  it("names files, and finds those whose paths hold a text", async () => {
    const asked = stubApi();
    const client = new QueryClient();
    expect(await client.fetchQuery(namedFilesOptions("memstore_1", ["/a", "/b c"], { include_deleted: true }))).toEqual(
      [{ path: "/a" }],
    );
    await client.fetchQuery(matchingFilesOptions("memstore_1", "disk", {}));
    expect(asked).toEqual(["path[]=/a&path[]=/b+c&include_deleted=true&limit=1000", "contains=disk&limit=1000"]);
  });

  it("is made stale as a whole by a write in the store, and by no other", async () => {
    const keys = [
      folderOptions("memstore_1", "/", {}, null).queryKey,
      namedFilesOptions("memstore_1", ["/a"]).queryKey,
      matchingFilesOptions("memstore_1", "a", {}).queryKey,
    ];
    const client = new QueryClient();
    for (const key of keys) client.setQueryData(key, []);
    const stale = async (memory_store_id: string) => {
      for (const queryKey of invalidationsOf("memory_version.created", { memory_store_id })) {
        await client.invalidateQueries({ queryKey });
      }
      return keys.map((key) => client.getQueryState(key)?.isInvalidated);
    };
    expect(await stale("memstore_2")).toEqual([false, false, false]);
    expect(await stale("memstore_1")).toEqual([true, true, true]);
  });
});
