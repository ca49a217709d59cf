import { createRoute } from "@hono/zod-openapi";
import { importedSessions, importSessionsQuery } from "@/lib/contract/session-import";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { importSessions } from "@/lib/session/import-sessions";
import { answers, newRouter } from "./router";

export const sessionImport = newRouter();

sessionImport.openapi(
  createRoute({
    tags: ["Sessions"],
    method: "post",
    path: "/sessions/import",
    description:
      "The body is the text of the transcripts: JSON, an array, or JSON lines. It is read as a stream. " +
      "Each memory_store_id attaches that store, to be read only, to the sessions that this import makes.",
    request: { query: importSessionsQuery },
    responses: answers(importedSessions),
  }),
  async (c) => {
    const { body } = c.req.raw;
    if (body === null) throw new InvalidRequestError("The body must hold the transcripts.");
    const query = c.req.valid("query");
    const imported = await importSessions(c.get("ctx"), {
      format: query.format ?? "auto",
      body: body as unknown as AsyncIterable<Uint8Array>,
      memoryStoreIds: query.memory_store_id ?? [],
      agentName: query.agent_name,
    });
    return c.json(imported, 200);
  },
);
