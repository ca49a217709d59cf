import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { forgetKeptTexts, forgetRedactedTexts } from "./forget-texts";
import type { ReverieQueryKey } from "./query-keys";

const secret = "hunter2";
const memory: ReverieQueryKey = ["memories", "memstore_1", "one", "mem_1"];
const version: ReverieQueryKey = ["memory_versions", "memstore_1", "one", "memver_1"];
const changes: ReverieQueryKey = ["dream_changes", "drm_1", "basic"];
const people: ReverieQueryKey = ["members"];

function clientWith(...keys: ReverieQueryKey[]): QueryClient {
  const client = new QueryClient();
  for (const key of keys) client.setQueryData(key, secret);
  return client;
}

/** A page that shows the answer, and an answer that is on its way for as long as the test runs. */
function show(client: QueryClient, queryKey: ReverieQueryKey) {
  const queryFn = () => new Promise<string>(() => undefined);
  const observer = new QueryObserver<string>(client, { queryKey, queryFn, staleTime: Number.POSITIVE_INFINITY });
  return { end: observer.subscribe(() => undefined), shown: () => observer.getCurrentResult().data };
}

describe("a redaction that is heard of", () => {
  it("drops what no page shows, copies in reviews included, and nothing else", () => {
    const client = clientWith(memory, version, changes, people);
    forgetRedactedTexts(client);
    expect([memory, version, changes, people].map((key) => client.getQueryData(key))).toEqual([
      undefined,
      undefined,
      undefined,
      secret,
    ]);
  });

  it("empties what stands open before the new answer is there", () => {
    const client = clientWith(version, changes);
    const [one, other] = [show(client, version), show(client, changes)];
    forgetRedactedTexts(client);
    expect([one.shown(), other.shown()]).toEqual([undefined, undefined]);
    one.end();
    other.end();
  });

  it("leaves the memory under an editor in place, and asks for it again", () => {
    const client = clientWith(memory);
    const page = show(client, memory);
    forgetRedactedTexts(client);
    expect(page.shown()).toBe(secret);
    expect(client.getQueryState(memory)?.fetchStatus).toBe("fetching");
    page.end();
  });
});

describe("a time in which no redaction would have been heard of", () => {
  it("drops the texts of memories that no page shows, and keeps what stands open", () => {
    const client = clientWith(memory, version, changes);
    const page = show(client, version);
    forgetKeptTexts(client);
    expect([memory, version, changes].map((key) => client.getQueryData(key))).toEqual([undefined, secret, secret]);
    page.end();
  });
});
