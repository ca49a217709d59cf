import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { invalidationsOf, liveEventNames } from "./invalidations";
import { memoriesOptions, memoryOptions } from "./memories";
import { memoryStoreOptions } from "./memory-stores";
import { folderOptions } from "./memory-tree";
import { memoryVersionsOptions } from "./memory-versions";
import type { ReverieQueryKey } from "./query-keys";

/** Which of the keys an event makes stale, judged by the query client itself. */
function staleAfter(name: string, data: unknown, keys: ReverieQueryKey[]): boolean[] {
  const client = new QueryClient();
  for (const key of keys) client.setQueryData(key, "fresh");
  for (const queryKey of invalidationsOf(name, data)) void client.invalidateQueries({ queryKey });
  return keys.map((key) => client.getQueryState(key)?.isInvalidated ?? false);
}

const here = "memstore_here";
const created = { memory_store_id: here, memory_id: "mem_1" };

describe("invalidationsOf", () => {
  it("makes stale what shows the changed memory: itself, lists, tree and history of its store", () => {
    const keys = [
      memoryOptions(here, "mem_1").queryKey,
      memoriesOptions(here).queryKey,
      folderOptions(here, "/", {}, null).queryKey,
      memoryVersionsOptions(here, { memory_id: "mem_1" }).queryKey,
      memoryStoreOptions(here).queryKey,
    ];
    expect(staleAfter("memory_version.created", created, keys)).toEqual([true, true, true, true, true]);
  });

  it("leaves other memories and other stores alone", () => {
    const keys = [
      memoryOptions(here, "mem_2").queryKey,
      folderOptions("memstore_else", "/", {}, null).queryKey,
      memoryStoreOptions("memstore_else").queryKey,
    ];
    expect(staleAfter("memory_version.created", created, keys)).toEqual([false, false, false]);
  });

  it("does too much rather than too little when an event names nothing", () => {
    expect(staleAfter("memory_version.redacted", null, [memoryOptions(here, "mem_1").queryKey])).toEqual([true]);
    expect(staleAfter("dream.updated", "broken", [["dreams", "one", "drm_1"]])).toEqual([true]);
    expect(staleAfter("session.updated", {}, [["sessions", "list", {}]])).toEqual([true]);
    expect(staleAfter("memory_store.updated", 7, [memoryStoreOptions(here).queryKey])).toEqual([true]);
  });

  it("refreshes a dream with its changes and insights", () => {
    const keys: ReverieQueryKey[] = [
      ["dreams", "one", "drm_1"],
      ["dreams", "list", {}],
      ["dream_changes", "drm_1", "basic"],
      ["dream_insights", "drm_1", {}],
      ["dreams", "one", "drm_2"],
    ];
    expect(staleAfter("dream.review_updated", { dream_id: "drm_1" }, keys)).toEqual([true, true, true, true, false]);
  });

  it("refreshes a session with its events", () => {
    const keys: ReverieQueryKey[] = [
      ["sessions", "one", "sesn_1"],
      ["events", "sesn_1", {}],
      ["events", "sesn_2", {}],
    ];
    expect(staleAfter("session.event", { session_id: "sesn_1" }, keys)).toEqual([true, true, false]);
  });

  it("has an answer for every event that a tab listens for, and none for others", () => {
    for (const name of liveEventNames) expect(invalidationsOf(name, {}).length).toBeGreaterThan(0);
    expect(invalidationsOf("weather.changed", {})).toEqual([]);
  });
});
