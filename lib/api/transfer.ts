import { Readable } from "node:stream";
import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { exportQuery } from "@/lib/contract/transfer";
import { exportMemoryStore } from "@/lib/transfer/export-memory-store";
import { newRouter, streams } from "./router";

export const transfer = newRouter();

transfer.openapi(
  createRoute({
    tags: ["Transfer"],
    method: "get",
    path: "/memory_stores/{store_id}/export",
    request: { params: z.object({ store_id: z.string() }), query: exportQuery },
    responses: streams("The live memories as an archive", "application/zip", "application/gzip"),
  }),
  async (c) => {
    const query = c.req.valid("query");
    const archive = await exportMemoryStore(c.get("ctx"), {
      memoryStoreId: c.req.valid("param").store_id,
      format: query.format,
      pathPrefix: query.path_prefix ?? "/",
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
