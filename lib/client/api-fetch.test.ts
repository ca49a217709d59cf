import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "./api-error";
import { apiFetch } from "./api-fetch";

function stubFetch(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const calls: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    return answer(url, init);
  });
  return calls;
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("expected a failure");
    },
    (error: unknown) => error,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe("apiFetch", () => {
  it("asks below /v1 with the cookie of this origin only", async () => {
    const calls = stubFetch(() => Response.json({ id: "memstore_1" }));
    await expect(apiFetch("/memory_stores/memstore_1", { query: { abilities: true } })).resolves.toEqual({
      id: "memstore_1",
    });
    expect(calls[0]?.url).toBe("/v1/memory_stores/memstore_1?abilities=true");
    expect(calls[0]?.init).toMatchObject({ method: "GET", credentials: "same-origin" });
    expect(calls[0]?.init.body).toBeUndefined();
  });

  it("sends JSON only when there is a body, so that empty POSTs stay empty", async () => {
    const calls = stubFetch(() => Response.json({}));
    await apiFetch("/memory_stores/s/archive", { method: "POST" });
    await apiFetch("/memory_stores", { method: "POST", body: { name: "a" } });
    expect(new Headers(calls[0]?.init.headers).has("content-type")).toBe(false);
    expect(calls[0]?.init.body).toBeUndefined();
    expect(new Headers(calls[1]?.init.headers).get("content-type")).toBe("application/json");
    expect(calls[1]?.init.body).toBe('{"name":"a"}');
  });

  it("carries a reason in any language as the bytes of its UTF-8, without line ends", async () => {
    const calls = stubFetch(() => Response.json({}));
    await apiFetch("/x", { method: "POST", reason: "weil’s\nso ist" });
    const header = new Headers(calls[0]?.init.headers).get("x-reverie-reason") ?? "";
    expect(Buffer.from(header, "latin1").toString("utf8")).toBe("weil’s so ist");
  });

  it("throws what the server refused, with its type and details", async () => {
    stubFetch(() =>
      Response.json(
        {
          type: "error",
          error: {
            type: "memory_precondition_failed_error",
            message: "moved",
            reverie: { current_content_sha256: "ab" },
          },
          request_id: "req_1",
        },
        { status: 409 },
      ),
    );
    const error = await failure(apiFetch("/x"));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 409,
      type: "memory_precondition_failed_error",
      requestId: "req_1",
      details: { reverie: { current_content_sha256: "ab" } },
    });
  });

  it("throws an unreadable answer even when its status is 200", async () => {
    stubFetch(() => new Response("<html>", { status: 200, headers: { "request-id": "req_2" } }));
    expect(await failure(apiFetch("/x"))).toMatchObject({ type: "unreadable_answer", requestId: "req_2" });
  });

  it("tells a server that cannot be reached from a request that was called off", async () => {
    stubFetch(() => Promise.reject(new TypeError("fetch failed")));
    expect(await failure(apiFetch("/x"))).toMatchObject({ status: 0, type: "unreachable" });
    const abort = new AbortController();
    abort.abort();
    expect(await failure(apiFetch("/x", { signal: abort.signal }))).toBeInstanceOf(TypeError);
  });
});
