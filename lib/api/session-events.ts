import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { listSessionEventsQuery, streamSessionEventsQuery } from "@/lib/contract/session";
import { basicSessionEvent, recordedReverie } from "@/lib/contract/session-event";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { getSession } from "@/lib/session/get-session";
import { listSessionEvents } from "@/lib/session/list-session-events";
import { sendSessionEvents } from "@/lib/session/send-session-events";
import { streamSessionEvents } from "@/lib/session/stream-session-events";
import { answerEventStream, type StreamFrame } from "./answer-event-stream";
import { answers, jsonBody, newRouter, streams } from "./router";

export const sessionEvents = newRouter();

const tags = ["Session events"];
const params = z.object({ session_id: z.string() });
const threadParams = z.object({ session_id: z.string(), id: z.string() });

/** Which events a session takes depends on the session, so the use case checks them against their schemas. */
const sentEvents = z.strictObject({
  events: z.array(z.looseObject({ type: z.string(), reverie: recordedReverie.optional() })).min(1),
});

sessionEvents.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/sessions/{session_id}/events",
    request: { params, query: listSessionEventsQuery },
    responses: answers(pageOf(basicSessionEvent)),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const page = await listSessionEvents(c.get("ctx"), c.req.valid("param").session_id, {
      types: query["types[]"] ?? query.types,
      processedAfter: query["created_at[gt]"],
      processedFrom: query["created_at[gte]"],
      processedBefore: query["created_at[lt]"],
      processedUntil: query["created_at[lte]"],
      text: query.q,
      onlyErrors: query.errors,
      toolName: query.tool,
      aroundEventId: query.around,
      view: query.view ?? "full",
      order: query.order ?? "asc",
      limit: query.limit,
      page: query.page,
    });
    return c.json(page, 200);
  },
);

sessionEvents.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/sessions/{session_id}/events",
    request: { params, body: jsonBody(sentEvents) },
    responses: answers(z.object({ data: z.array(basicSessionEvent) })),
  }),
  async (c) => {
    const { session_id } = c.req.valid("param");
    return c.json(await sendSessionEvents(c.get("ctx"), session_id, c.req.valid("json")), 200);
  },
);

sessionEvents.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/sessions/{session_id}/events/stream",
    request: { params, query: streamSessionEventsQuery },
    responses: streams("Server-sent events", "text/event-stream"),
  }),
  (c) => {
    const { session_id } = c.req.valid("param");
    return answerEventStream(c, async (signal) =>
      framesOf(await streamSessionEvents(c.get("ctx"), session_id, signal)),
    );
  },
);

async function* framesOf(items: Awaited<ReturnType<typeof streamSessionEvents>>): AsyncGenerator<StreamFrame> {
  for await (const item of items) {
    if (item.kind === "heartbeat") yield { kind: "comment" };
    else yield { kind: "event", name: String(item.event.type), data: item.event };
  }
}

sessionEvents.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/sessions/{session_id}/threads",
    description: "Sessions here have one thread only, which is not listed.",
    request: { params },
    responses: answers(pageOf(z.looseObject({ id: z.string() }))),
  }),
  async (c) => {
    await getSession(c.get("ctx"), c.req.valid("param").session_id);
    return c.json({ data: [], next_page: null }, 200);
  },
);

for (const [method, suffix] of [
  ["get", ""],
  ["get", "/events"],
  ["get", "/stream"],
  ["post", "/archive"],
] as const) {
  sessionEvents.openapi(
    createRoute({
      tags,
      method,
      path: `/sessions/{session_id}/threads/{id}${suffix}`,
      request: { params: threadParams },
      responses: answers(z.looseObject({ id: z.string() })),
    }),
    async (c) => {
      const { session_id, id } = c.req.valid("param");
      await getSession(c.get("ctx"), session_id);
      throw new NotFoundError("session thread", id);
    },
  );
}
