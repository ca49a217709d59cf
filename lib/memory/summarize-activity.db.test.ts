import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { memoryActivity } from "@/lib/contract/memory-activity";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { redactMemoryVersion } from "./redact-memory-version";
import { type SummarizeActivityInput, summarizeActivity } from "./summarize-activity";
import { updateMemory } from "./update-memory";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "notes" })).id;
});

const actingAs = (id: string, at: string): Ctx => ({
  ...ctx,
  actor: { ...ctx.actor, kind: "session", id },
  clock: () => new Date(at),
});
const write = (writer: Ctx, path: string) =>
  createMemory(writer, { memoryStoreId, path, content: "text", view: "basic" });
const rewrite = (writer: Ctx, memoryId: string, content: string) =>
  updateMemory(writer, { memoryStoreId, memoryId, path: null, content, expectedSha256: null, view: "basic" });
const summarize = async (options: Partial<SummarizeActivityInput> & Pick<SummarizeActivityInput, "by">) =>
  memoryActivity.parse(
    await summarizeActivity(ctx, {
      memoryStoreId,
      from: new Date("2026-03-01T00:00:00Z"),
      to: new Date("2026-04-01T00:00:00Z"),
      ...options,
    }),
  );

async function makeHistory() {
  const note = await write(actingAs("sesn_a", "2026-03-01T10:00:00Z"), "/a.md");
  await rewrite(actingAs("sesn_a", "2026-03-01T23:59:59.999Z"), note.id, "two");
  await rewrite(actingAs("sesn_b", "2026-03-02T00:00:00Z"), note.id, "three");
  const other = await write(actingAs("sesn_a", "2026-03-02T08:00:00Z"), "/b.md");
  await deleteMemory(actingAs("sesn_b", "2026-03-05T08:00:00Z"), {
    memoryStoreId,
    memoryId: other.id,
    expectedSha256: null,
  });
  return { note, other };
}

describe("the activity of a store", () => {
  it("is counted by author, the busiest first", async () => {
    await makeHistory();
    expect(await summarize({ by: "actor" })).toEqual({
      by: "actor",
      from: "2026-03-01T00:00:00.000Z",
      to: "2026-04-01T00:00:00.000Z",
      truncated: false,
      data: [
        {
          actor: { type: "session_actor", session_id: "sesn_a" },
          created: 2,
          modified: 1,
          deleted: 0,
          last_at: "2026-03-02T08:00:00.000Z",
        },
        {
          actor: { type: "session_actor", session_id: "sesn_b" },
          created: 0,
          modified: 1,
          deleted: 1,
          last_at: "2026-03-05T08:00:00.000Z",
        },
      ],
    });
  });

  it("is counted by path, without paths that were redacted", async () => {
    const { note } = await makeHistory();
    expect((await summarize({ by: "path" })).data).toMatchObject([
      { path: "/a.md", created: 1, modified: 2, deleted: 0 },
      { path: "/b.md", created: 1, modified: 0, deleted: 1 },
    ]);
    await redactMemoryVersion(ctx, { memoryStoreId, memoryVersionId: note.memory_version_id });
    expect((await summarize({ by: "path" })).data).toMatchObject([
      { path: "/a.md", created: 0, modified: 2 },
      { path: "/b.md" },
    ]);
  });

  it("is counted by UTC day, with the busiest authors of the whole time on each", async () => {
    await makeHistory();
    const a = { type: "session_actor", session_id: "sesn_a" };
    const b = { type: "session_actor", session_id: "sesn_b" };
    expect((await summarize({ by: "day" })).data).toEqual([
      { day: "2026-03-01", created: 1, modified: 1, deleted: 0, actors: [{ actor: a, count: 2 }] },
      {
        day: "2026-03-02",
        created: 1,
        modified: 1,
        deleted: 0,
        actors: [
          { actor: a, count: 1 },
          { actor: b, count: 1 },
        ],
      },
      { day: "2026-03-05", created: 0, modified: 0, deleted: 1, actors: [{ actor: b, count: 1 }] },
    ]);
  });

  it("keeps to its time: the beginning counts, the end no longer", async () => {
    await makeHistory();
    const from = new Date("2026-03-02T00:00:00Z");
    const to = new Date("2026-03-02T08:00:00Z");
    expect((await summarize({ by: "day", from, to })).data).toMatchObject([
      { day: "2026-03-02", created: 0, modified: 1 },
    ]);
    expect((await summarize({ by: "path", from: to, to })).data).toEqual([]);
  });

  it("is bounded: 100 groups, 8 authors a day, 731 days", async () => {
    await database.pool().query(
      `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
         content_size_bytes, created_at, author_kind, author_id, via)
       SELECT $1, 'memver_' || n, 'mem_' || n, 1, 'created', '/' || n, 't', repeat('a', 64), 1, '2026-03-03', 'api_key',
         'apikey_' || n, 'api'
       FROM generate_series(1, 120) n`,
      [memoryStoreId],
    );
    for (const by of ["actor", "path"] as const) {
      const summary = await summarize({ by });
      expect(summary.data).toHaveLength(100);
      expect(summary).toMatchObject({ truncated: true });
    }
    const days = await summarize({ by: "day" });
    expect(days.data).toMatchObject([{ created: 120 }]);
    expect(days.by === "day" && days.data[0]?.actors).toHaveLength(8);
    await expect(summarize({ by: "day", from: new Date("2020-01-01T00:00:00Z") })).rejects.toMatchObject({
      status: 400,
    });
    await expect(summarize({ by: "path", from: new Date("2026-05-01T00:00:00Z") })).rejects.toMatchObject({
      status: 400,
    });
  });

  it("goes back 90 days from now when no time is asked for, and hides stores out of reach", async () => {
    await write(actingAs("sesn_old", "2020-01-01T00:00:00Z"), "/old.md");
    await write(ctx, "/new.md");
    const summary = await summarize({ by: "path", from: undefined, to: undefined });
    expect(summary.data).toMatchObject([{ path: "/new.md" }]);
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, reach: { kind: "stores", access: new Map() } } };
    await expect(summarizeActivity(limited, { memoryStoreId, by: "day" })).rejects.toMatchObject({ status: 404 });
  });
});
