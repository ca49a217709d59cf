import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { actorOptions } from "./actors";
import { dreamChangesOptions, dreamInsightsOptions, dreamOptions, dreamsOptions, modelsOptions } from "./dreams";
import { dreamsToReviewOptions } from "./dreams-to-review";
import { apiKeysOptions, auditEventsOptions, membersOptions } from "./governance";
import { liveWords } from "./live-state";
import { type Me, mayDo, meOptions } from "./me";
import { memoriesOptions, memoryOptions } from "./memories";
import { memoryStoreOptions, memoryStoresOptions } from "./memory-stores";
import { memoryVersionOptions, memoryVersionsOptions } from "./memory-versions";
import { rowsOf } from "./page";
import { sampleOptions } from "./sample";
import { sessionOptions, sessionsOptions } from "./sessions";

/** Answers every request with one page and keeps what was asked, with the query decoded. */
function stubApi(answer: (url: URL) => unknown = () => ({ data: [], next_page: null })) {
  const asked: string[] = [];
  const signals: (AbortSignal | null | undefined)[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const parsed = new URL(url, "http://localhost");
    asked.push(parsed.pathname + decodeURIComponent(parsed.search));
    signals.push(init.signal);
    return Response.json(answer(parsed));
  });
  return { asked, signals };
}

afterEach(() => vi.unstubAllGlobals());

describe("single things", () => {
  it.each([
    [
      "a store, with what one may do",
      (client: QueryClient) => client.fetchQuery(memoryStoreOptions("memstore_1")),
      "/v1/memory_stores/memstore_1?abilities=true",
    ],
    [
      "a memory with its text",
      (client: QueryClient) => client.fetchQuery(memoryOptions("memstore_1", "mem_1")),
      "/v1/memory_stores/memstore_1/memories/mem_1?view=full&abilities=true",
    ],
    [
      "a version with its text",
      (client: QueryClient) => client.fetchQuery(memoryVersionOptions("memstore_1", "memver_1")),
      "/v1/memory_stores/memstore_1/memory_versions/memver_1?view=full",
    ],
    [
      "a session",
      (client: QueryClient) => client.fetchQuery(sessionOptions("sesn_1")),
      "/v1/sessions/sesn_1?abilities=true",
    ],
    ["a dream", (client: QueryClient) => client.fetchQuery(dreamOptions("drm_1")), "/v1/dreams/drm_1?abilities=true"],
    ["the models", (client: QueryClient) => client.fetchQuery(modelsOptions()), "/v1/models"],
    ["oneself", (client: QueryClient) => client.fetchQuery(meOptions()), "/v1/whoami"],
    ["whether the sample is there", (client: QueryClient) => client.fetchQuery(sampleOptions()), "/v1/sample"],
  ])("asks for %s", async (_, ask, expected) => {
    const { asked, signals } = stubApi(() => ({ data: [] }));
    await ask(new QueryClient());
    expect(asked).toEqual([expected]);
    expect(signals[0]).toBeInstanceOf(AbortSignal);
  });
});

describe("lists", () => {
  it.each([
    [
      "stores",
      (client: QueryClient) => client.fetchInfiniteQuery(memoryStoresOptions({ proposals: false, limit: 5 })),
      "/v1/memory_stores?proposals=false&limit=5",
    ],
    [
      "memories",
      (client: QueryClient) =>
        client.fetchInfiniteQuery(memoriesOptions("memstore_1", { path_prefix: "/a b/", depth: 0 })),
      "/v1/memory_stores/memstore_1/memories?path_prefix=/a+b/&depth=0",
    ],
    [
      "versions",
      (client: QueryClient) =>
        client.fetchInfiniteQuery(memoryVersionsOptions("memstore_1", { "created_at[gte]": "2026-03-01", via: "mcp" })),
      "/v1/memory_stores/memstore_1/memory_versions?created_at[gte]=2026-03-01&via=mcp",
    ],
    [
      "sessions",
      (client: QueryClient) =>
        client.fetchInfiniteQuery(sessionsOptions({ statuses: ["idle", "running"], q: "a&b", order: "asc" })),
      "/v1/sessions?statuses[]=idle&statuses[]=running&q=a&b&order=asc",
    ],
    [
      "dreams",
      (client: QueryClient) =>
        client.fetchInfiniteQuery(dreamsOptions({ statuses: ["completed"], include_archived: false })),
      "/v1/dreams?statuses[]=completed&include_archived=false",
    ],
    [
      "insights",
      (client: QueryClient) =>
        client.fetchInfiniteQuery(dreamInsightsOptions("drm_1", { kind: "duplicate", tier: "exact" })),
      "/v1/dreams/drm_1/insights?kind=duplicate&tier=exact",
    ],
    [
      "changes with their texts",
      (client: QueryClient) => client.fetchInfiniteQuery(dreamChangesOptions("drm_1", "full")),
      "/v1/dreams/drm_1/changes?view=full&limit=100",
    ],
    [
      "the record",
      (client: QueryClient) => client.fetchInfiniteQuery(auditEventsOptions({ actor: "user_1", outcome: "refused" })),
      "/v1/audit_events?actor=user_1&outcome=refused",
    ],
    ["keys", (client: QueryClient) => client.fetchInfiniteQuery(apiKeysOptions()), "/v1/api_keys?limit=100"],
    ["people", (client: QueryClient) => client.fetchInfiniteQuery(membersOptions()), "/v1/members?limit=100"],
  ])("asks for %s", async (_, ask, expected) => {
    const { asked } = stubApi();
    const pages = await ask(new QueryClient());
    expect(asked).toEqual([expected]);
    expect(pages.pages).toHaveLength(1);
  });

  it("keep other filters, other stores and single things apart in the cache", () => {
    const keys = [
      memoriesOptions("memstore_1").queryKey,
      memoriesOptions("memstore_1", { depth: 1 }).queryKey,
      memoriesOptions("memstore_2").queryKey,
      memoryOptions("memstore_1", "list").queryKey,
      memoryVersionsOptions("memstore_1").queryKey,
      memoryVersionOptions("memstore_1", "list").queryKey,
      dreamsOptions().queryKey,
      dreamsOptions({ statuses: ["completed"] }).queryKey,
      dreamsToReviewOptions().queryKey,
      dreamOptions("list").queryKey,
      sessionsOptions().queryKey,
      sessionsOptions({ recorded: true }).queryKey,
    ];
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length);
  });

  it("have one key for the same filters in any order", () => {
    const client = new QueryClient();
    client.setQueryData(auditEventsOptions({ actor: "a", action: "b" }).queryKey, { pages: [], pageParams: [] });
    expect(client.getQueryData(auditEventsOptions({ action: "b", actor: "a" }).queryKey)).toBeDefined();
  });
});

describe("dreamsToReviewOptions", () => {
  it("counts the finished dreams that wait, of the newest hundred", () => {
    const dream = (state: string, pending: number) => ({
      status: "completed",
      reverie: { review: { state, pending } },
    });
    const { select } = dreamsToReviewOptions();
    const page = {
      data: [dream("unreviewed", 2), dream("in_review", 1), dream("applied", 1), dream("unreviewed", 0)],
      next_page: null,
    };
    expect(select?.(page as unknown as Parameters<NonNullable<typeof select>>[0])).toBe(2);
  });
});

describe("actorOptions", () => {
  it("asks once for all names of a page, and says null for whom nobody knows", async () => {
    const { asked } = stubApi(() => ({
      data: [
        { id: "user_1", name: "Ann" },
        { id: "apikey_1", name: "CI" },
      ],
    }));
    const client = new QueryClient();
    const names = await Promise.all(
      ["user_1", "apikey_1", "user_1", "gone"].map((id) => client.fetchQuery(actorOptions(id))),
    );
    expect(names.map((actor) => actor?.name ?? null)).toEqual(["Ann", "CI", "Ann", null]);
    expect(asked).toEqual(["/v1/actors?ids=user_1,apikey_1,gone"]);
  });
});

describe("mayDo", () => {
  const me = (permissions: string[]) => ({ permissions }) as Me;

  it("offers nothing before it is known what one may do", () => {
    expect(mayDo(undefined, "admin")).toBe(false);
    expect(mayDo(me([]), "admin")).toBe(false);
    expect(mayDo(me(["memory:read"]), "admin")).toBe(false);
    expect(mayDo(me(["admin"]), "admin")).toBe(true);
  });
});

describe("rowsOf", () => {
  it("joins the pages in their order", () => {
    const page = (...data: number[]) => ({ data, next_page: null });
    expect(rowsOf({ pages: [page(1, 2), page(), page(3)], pageParams: [] })).toEqual([1, 2, 3]);
  });
});

describe("liveWords", () => {
  it("has words of its own for every state", () => {
    const words = Object.values(liveWords);
    expect(new Set(words).size).toBe(words.length);
    expect(words.every((word) => word.length > 0)).toBe(true);
  });
});
