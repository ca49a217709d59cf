import { setTimeout } from "node:timers/promises";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/create-api-key";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { answerEventStream, type StreamFrame } from "./answer-event-stream";
import { requestContext } from "./request-context";
import type { ApiEnv } from "./router";

const database = useTestDatabase();

async function openStream(frames: AsyncGenerator<StreamFrame>) {
  const { secret } = await createApiKey(systemContext(database.pool()), { name: "reader", roles: ["admin"] });
  const app = new Hono<ApiEnv>();
  let closed: AbortSignal | undefined;
  app.use("*", requestContext);
  app.get("/", (c) =>
    answerEventStream(c, async (signal) => {
      closed = signal;
      return frames;
    }),
  );
  const response = await app.request("/", { headers: { "x-api-key": secret } });
  return { response, isClosed: () => closed?.aborted };
}

describe("a stream of events", () => {
  it("makes frames only as fast as they are read, and lets go of its source when the reader leaves", async () => {
    let made = 0;
    let released = false;
    async function* endless(): AsyncGenerator<StreamFrame> {
      try {
        for (;;) yield { kind: "event", name: "tick", id: String(++made), data: "x".repeat(10_000) };
      } finally {
        released = true;
      }
    }
    const { response, isClosed } = await openStream(endless());
    await setTimeout(100);
    expect(made).toBeLessThanOrEqual(2);
    const reader = response.body?.getReader();
    for (let read = 0; read < 5; read++) await reader?.read();
    expect(made).toBeLessThanOrEqual(7);
    await reader?.cancel();
    await setTimeout(10);
    expect([isClosed(), released]).toEqual([true, true]);
  });

  it("says in a last frame that it failed, without saying how", async () => {
    async function* failing(): AsyncGenerator<StreamFrame> {
      yield { kind: "comment", id: "7" };
      throw new Error("a detail of ours");
    }
    const { response, isClosed } = await openStream(failing());
    const text = await response.text();
    expect(text).toMatch(/^: alive\nid: 7\n\nevent: error\ndata: \{"type":"error","error":\{"type":"api_error"/);
    expect(text).not.toContain("detail");
    expect(isClosed()).toBe(true);
  });
});
