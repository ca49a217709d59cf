import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { invalidationsOf } from "./invalidations";
import { memoryBlameOptions } from "./memory-versions";
import { restoreFile, restoreFolder, restorePlanOptions } from "./restores";
import { readMoments, storeActivityOptions } from "./store-activity";
import { storeDifferencesOptions } from "./store-differences";

interface Asked {
  method: string | undefined;
  address: string;
  body: unknown;
  reason: string | null;
}

/** Answers every request and keeps what was asked, with the query decoded. */
function stubApi(answer: (url: URL) => unknown = () => ({})) {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const parsed = new URL(url, "http://localhost");
    asked.push({
      method: init.method,
      address: parsed.pathname + decodeURIComponent(parsed.search),
      body: typeof init.body === "string" ? JSON.parse(init.body) : null,
      reason: new Headers(init.headers).get("x-reverie-reason"),
    });
    return Response.json(answer(parsed));
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

const at = "2026-05-03T14:02:09.000Z";
const store = "memstore_1";

describe("restores", () => {
  const file = { storeId: store, memoryId: "mem_1", versionId: "memver_1", reason: "as it was" };

  it("bring a living file back over the text that was seen, and over no other", async () => {
    const asked = stubApi();
    await restoreFile({ ...file, seenSha256: "abc" });
    expect(asked).toEqual([
      {
        method: "POST",
        address: "/v1/memory_stores/memstore_1/memories/mem_1/restore?view=full",
        body: {
          memory_version_id: "memver_1",
          precondition: { type: "content_sha256", content_sha256: "abc" },
        },
        reason: "as it was",
      },
    ]);
  });

  it("bring a deleted file back, of which no text can have been seen", async () => {
    const asked = stubApi();
    await restoreFile({ ...file, seenSha256: null });
    expect(asked[0]?.body).toEqual({ memory_version_id: "memver_1" });
  });

  it("of a folder are planned without doing anything, and done with a reason", async () => {
    const asked = stubApi();
    const request = { storeId: store, at, folder: "/alerts/" };
    await new QueryClient().fetchQuery(restorePlanOptions(request));
    await restoreFolder(request, "bad night");
    expect(asked.map(({ body, reason }) => ({ body, reason }))).toEqual([
      { body: { at, path_prefix: "/alerts/", dry_run: true }, reason: null },
      { body: { at, path_prefix: "/alerts/" }, reason: "bad night" },
    ]);
    expect(asked.every(({ address }) => address === "/v1/memory_stores/memstore_1/restore")).toBe(true);
  });
});

describe("blame and activity", () => {
  it("ask for the version that is shown, and for what was counted", async () => {
    const asked = stubApi();
    const client = new QueryClient();
    await client.fetchQuery(memoryBlameOptions(store, "mem_1", "memver_1"));
    await client.fetchQuery(storeActivityOptions(store, "day", { from: at }));
    expect(asked.map(({ address }) => address)).toEqual([
      "/v1/memory_stores/memstore_1/memories/mem_1/blame?version_id=memver_1",
      `/v1/memory_stores/memstore_1/activity?by=day&from=${at}`,
    ]);
  });

  it("grow stale with every version of their store, and of no other", () => {
    const keys = [
      memoryBlameOptions(store, "mem_1", "memver_1").queryKey,
      storeActivityOptions(store, "actor", {}).queryKey,
      storeDifferencesOptions(store, { at }).queryKey,
      restorePlanOptions({ storeId: store, at, folder: "/" }).queryKey,
    ].map((key) => key as readonly unknown[]);
    const staleOf = (id: string) =>
      invalidationsOf("memory_version.created", { memory_store_id: id, memory_id: "mem_2" });
    const isStale = (key: readonly unknown[], id: string) =>
      staleOf(id).some((prefix) => prefix.every((part, index) => part === key[index]));
    expect(keys.map((key) => isStale(key, store))).toEqual([true, true, true, true]);
    expect(keys.map((key) => isStale(key, "memstore_2"))).toEqual([false, false, false, false]);
  });

  it("read moments newest first, and tell whether there are more", async () => {
    const asked = stubApi(() => ({ data: [{ created_at: at }], next_page: "more" }));
    expect(await readMoments(store, { from: at }, 100)).toEqual({ moments: [at], isWhole: false });
    expect(asked[0]?.address).toBe(`/v1/memory_stores/memstore_1/memory_versions?created_at[gte]=${at}&limit=100`);
  });
});

describe("storeDifferencesOptions", () => {
  /** Pages of one difference each, so many of them. */
  const pages = (count: number) => (url: URL) => {
    const page = Number(url.searchParams.get("page") ?? 0);
    return { data: [{ path: `/${page}` }], next_page: page + 1 < count ? String(page + 1) : null };
  };

  it("reads all pages, since counts over a part would mislead", async () => {
    const asked = stubApi(pages(3));
    const { items, isWhole } = await new QueryClient().fetchQuery(storeDifferencesOptions(store, { at }));
    expect([items.length, isWhole]).toEqual([3, true]);
    expect(asked[2]?.address).toBe(`/v1/memory_stores/memstore_1/compare?at=${at}&limit=1000&page=2`);
  });

  it("stops at its limit and says so", async () => {
    const asked = stubApi(pages(50));
    const { items, isWhole } = await new QueryClient().fetchQuery(
      storeDifferencesOptions(store, { with: "memstore_2" }),
    );
    expect([items.length, isWhole, asked.length]).toEqual([20, false, 20]);
  });
});
