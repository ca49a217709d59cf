import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { memory, viewQuery } from "@/lib/contract/memory";
import { memoryBlame, memoryBlameQuery } from "@/lib/contract/memory-blame";
import { memoryDiff, memoryDiffQuery } from "@/lib/contract/memory-diff";
import { restoreMemoryBody } from "@/lib/contract/memory-restore";
import { blameMemory } from "@/lib/memory/blame-memory";
import { diffMemoryVersions } from "@/lib/memory/time/diff-memory-versions";
import { restoreMemory } from "@/lib/memory/time/restore-memory";
import { answers, jsonBody, newRouter } from "./router";

export const memoryHistory = newRouter();

const tags = ["Memories"];
const params = z.object({ store_id: z.string(), id: z.string() });

memoryHistory.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/memories/{id}/diff",
    description:
      "What changed between two versions. `hunks` is null when a side was redacted, and `redacted` says which.",
    request: { params, query: memoryDiffQuery },
    responses: answers(memoryDiff),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const input = { memoryStoreId: store_id, memoryId: id, ...c.req.valid("query") };
    return c.json(await diffMemoryVersions(c.get("ctx"), input), 200);
  },
);

memoryHistory.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/memory_stores/{store_id}/memories/{id}/blame",
    description:
      "Which version wrote each line of a version; left out, of the current one, or of the last text of a deleted memory.",
    request: { params, query: memoryBlameQuery },
    responses: answers(memoryBlame),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const input = { memoryStoreId: store_id, memoryId: id, memoryVersionId: c.req.valid("query").version_id ?? null };
    return c.json(await blameMemory(c.get("ctx"), input), 200);
  },
);

memoryHistory.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/memory_stores/{store_id}/memories/{id}/restore",
    description:
      "Brings a memory, also a deleted one, back to the text and path of one of its versions, as a new version.",
    request: { params, query: viewQuery, body: jsonBody(restoreMemoryBody) },
    responses: answers(memory),
  }),
  async (c) => {
    const { store_id, id } = c.req.valid("param");
    const body = c.req.valid("json");
    const restored = await restoreMemory(c.get("ctx"), {
      memoryStoreId: store_id,
      memoryId: id,
      memoryVersionId: body.memory_version_id,
      expectedSha256: body.precondition?.content_sha256 ?? null,
      view: c.req.valid("query").view ?? "basic",
    });
    return c.json(restored, 200);
  },
);
