import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { memoryRedaction, redactMemoryBody } from "@/lib/contract/memory-redaction";
import { redactMemory } from "@/lib/memory/redact-memory";
import { answers, jsonBody, newRouter } from "./router";

export const memoryRedactions = newRouter();

memoryRedactions.openapi(
  createRoute({
    tags: ["Memories"],
    method: "post",
    path: "/memory_stores/{store_id}/memories/{id}/redact",
    description:
      "Takes a text out of a live memory: the head is masked, and the versions that hold the text are redacted. With " +
      "`dry_run` nothing changes and every place is listed.",
    request: { params: z.object({ store_id: z.string(), id: z.string() }), body: jsonBody(redactMemoryBody) },
    responses: answers(memoryRedaction),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const input = { ...c.req.valid("json"), memoryStoreId: store_id, memoryId: id };
    return c.json(await redactMemory(c.get("ctx"), input), 200);
  },
);
