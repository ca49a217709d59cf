import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readVersionsOf, redactText, redactVersion } from "./redactions";
import { deliveriesOptions, webhooksOptions } from "./webhooks";

function stubApi(answer: (url: URL) => unknown = () => ({ data: [], next_page: null })) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return Response.json(answer(new URL(url, "http://localhost")));
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

const place = { storeId: "memstore_1", memoryId: "mem_1" };

describe("redactions", () => {
  it("send what is redacted in the body, where no log of addresses keeps it", async () => {
    const asked = stubApi();
    await redactText(place, { text: "hunter2", scope: "memory" }, { reason: "secret: in a log" });
    expect(asked[0]?.url).toBe("/v1/memory_stores/memstore_1/memories/mem_1/redact");
    expect(asked[0]?.init).toMatchObject({
      method: "POST",
      body: '{"text":"hunter2","scope":"memory"}',
      headers: { "x-reverie-reason": "secret: in a log" },
    });
    await redactVersion("memstore_1", "memver_1", "why");
    expect(asked[1]?.url).toBe("/v1/memory_stores/memstore_1/memory_versions/memver_1/redact");
  });
});

describe("readVersionsOf", () => {
  const pages = [["memver_5", "memver_4"], ["memver_3", "memver_2"], ["memver_1"]];
  const answer = (url: URL) => {
    const index = Number(url.searchParams.get("page") ?? 0);
    return { data: (pages[index] ?? []).map((id) => ({ id })), next_page: index < 2 ? String(index + 1) : null };
  };

  it("reads no further than the last of the wanted ones", async () => {
    const asked = stubApi(answer);
    const found = await readVersionsOf(place, new Set(["memver_4", "memver_3"]));
    expect(found.map(({ id }) => id)).toEqual(["memver_4", "memver_3"]);
    expect(asked).toHaveLength(2);
  });

  it("leaves out what is nowhere", async () => {
    stubApi(answer);
    expect(await readVersionsOf(place, new Set(["memver_9", "memver_1"]))).toMatchObject([{ id: "memver_1" }]);
  });
});

describe("webhooks", () => {
  it("are listed, each with its deliveries by state", async () => {
    const asked = stubApi();
    const client = new QueryClient();
    await client.fetchInfiniteQuery(webhooksOptions());
    await client.fetchInfiniteQuery(deliveriesOptions("whk_1", null));
    await client.fetchInfiniteQuery(deliveriesOptions("whk_1", "failed"));
    expect(asked.map(({ url }) => url)).toEqual([
      "/v1/webhooks?limit=100",
      "/v1/webhooks/whk_1/deliveries?limit=50",
      "/v1/webhooks/whk_1/deliveries?state=failed&limit=50",
    ]);
  });
});
