import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { memoryBatch, memoryBatchBody } from "@/lib/contract/memory-batch";
import { writeBatch } from "@/lib/memory/write-batch";
import { answers, jsonBody, newRouter } from "./router";

export const batch = newRouter();

batch.openapi(
  createRoute({
    tags: ["Memories"],
    method: "post",
    path: "/memory_stores/{store_id}/memories/batch",
    description: "All operations or none, each with its own precondition; each sees what those before it did.",
    request: { params: z.object({ store_id: z.string() }), body: jsonBody(memoryBatchBody) },
    responses: answers(memoryBatch),
  }),
  async (c) => {
    const { operations } = c.req.valid("json");
    return c.json(await writeBatch(c.get("ctx"), { memoryStoreId: c.req.valid("param").store_id, operations }), 200);
  },
);
