import { Readable } from "node:stream";
import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { exportQuery, importQuery, memoryImport } from "@/lib/contract/transfer";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { exportMediaTypes, exportMemoryStore } from "@/lib/transfer/export-memory-store";
import { importMemoryStore } from "@/lib/transfer/import-memory-store";
import { answers, newRouter, streams } from "./router";

export const transfer = newRouter();

transfer.openapi(
  createRoute({
    tags: ["Transfer"],
    method: "get",
    path: "/memory_stores/{store_id}/export",
    description:
      "Archives hold the files; jsonl and git hold every version unless history=false. " +
      "Texts that were redacted are in none of them: git shows them at redacted/<memory_id>, jsonl without path and text.",
    request: { params: z.object({ store_id: z.string() }), query: exportQuery },
    responses: streams("The store as a file", ...(Object.values(exportMediaTypes) as [string, ...string[]])),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const archive = await exportMemoryStore(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      format: query.format,
      pathPrefix: query.path_prefix ?? "/",
      at: query.at ?? null,
      history: query.history ?? null,
    });
    const headers = {
      "content-type": archive.mediaType,
      "content-disposition": `attachment; filename="${archive.fileName}"`,
      "x-content-type-options": "nosniff",
    };
    // Nobody would read the stream of a HEAD request.
    if (c.req.method === "HEAD") {
      archive.stream.destroy();
      return new Response(null, { headers });
    }
    return new Response(Readable.toWeb(archive.stream) as ReadableStream, { headers });
  },
);

transfer.openapi(
  createRoute({
    tags: ["Transfer"],
    method: "post",
    path: "/memory_stores/{store_id}/import",
    description:
      "The body is the archive or the export itself, read as a stream. All of it is written or nothing. The texts become " +
      "versions of the importer with what their source said of them under reverie.origin; an administrator who brings a " +
      "JSON lines export with its history into a store that never held anything gets every version as it was.",
    request: { params: z.object({ store_id: z.string() }), query: importQuery },
    responses: answers(memoryImport),
  }),
  async (c) => {
    const { body } = c.req.raw;
    if (body === null) throw new InvalidRequestError("The body must hold what is to be imported.");
    const query = c.req.valid("query");
    const imported = await importMemoryStore(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      format: query.format,
      body: body as unknown as AsyncIterable<Uint8Array>,
      onConflict: query.on_conflict,
      dryRun: query.dry_run ?? false,
      history: query.history ?? null,
    });
    return c.json(imported, 200);
  },
);
