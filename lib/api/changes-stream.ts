import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { followChangesQuery } from "@/lib/contract/memory-change";
import { type ChangeItem, followChanges } from "@/lib/memory/follow-changes";
import { answerEventStream, type StreamFrame } from "./answer-event-stream";
import { newRouter, streams } from "./router";

export const changesStream = newRouter();

changesStream.openapi(
  createRoute({
    tags: ["Live"],
    method: "get",
    path: "/memory_stores/{store_id}/changes/stream",
    description:
      "Events `memory_version.created`, `memory_version.redacted`, `memory_store.updated` and `memory_store.deleted`. " +
      "Send the last `id:` as Last-Event-ID, or as `after`, to go on without a gap and without repetition.",
    request: { params: z.object({ store_id: z.string() }), query: followChangesQuery },
    responses: streams("What changes in the store", "text/event-stream"),
  }),
  (c) => {
    const input = {
      memoryStoreId: c.req.valid("param").store_id,
      after: c.req.header("last-event-id") || (c.req.valid("query").after ?? null),
    };
    return answerEventStream(c, async (signal) => framesOf(await followChanges(c.get("ctx"), input, signal)));
  },
);

async function* framesOf(items: AsyncGenerator<ChangeItem>): AsyncGenerator<StreamFrame> {
  for await (const item of items) {
    if (item.kind === "heartbeat") yield { kind: "comment", id: item.position };
    else yield { kind: "event", name: item.change.type, id: item.change.id, data: item.change };
  }
}
