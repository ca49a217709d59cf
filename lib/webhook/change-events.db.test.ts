import { describe, expect, it } from "vitest";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { withTransaction } from "@/lib/db/transaction";
import { discardDream } from "@/lib/dream/discard-dream";
import { useDreamWorld } from "@/lib/dream/testing/dream-world";
import { proposing } from "@/lib/dream/testing/proposing-engine";
import { updateMemoryStore } from "@/lib/memory/update-memory-store";

const world = useDreamWorld();

async function typesOf(objectId: string): Promise<string[]> {
  const { rows } = await world
    .pool()
    .query<{ type: string }>("SELECT type FROM change_event WHERE object_id = $1 ORDER BY sequence", [objectId]);
  return rows.map((row) => row.type);
}

describe("the feed of changes", () => {
  it("tells of a dream that is through, of the review that it waits for, and of its end", async () => {
    const storeId = await world.makeStore({ "/a.md": "text\n" });
    const dream = await world.dreamt(storeId, proposing({ path: "/a.md", content: "better\n" }));
    expect(await typesOf(dream.id)).toEqual(["dream.completed", "dream.review_requested"]);
    await discardDream(world.ctx(), dream.id);
    expect(await typesOf(dream.id)).toEqual(["dream.completed", "dream.review_requested", "dream.discarded"]);
  });

  it("asks for no review of a dream that proposes nothing", async () => {
    const dream = await world.dreamt(await world.makeStore({ "/a.md": "text\n" }), proposing());
    expect(await typesOf(dream.id)).toEqual(["dream.completed"]);
  });

  it("tells of a store's making and of what changed of it, and is silent where nothing did", async () => {
    const storeId = await world.makeStore({ "/a.md": "a write of a memory is no news of the store\n" });
    expect(await typesOf(storeId)).toEqual(["memory_store.created"]);
    await updateMemoryStore(world.ctx(), storeId, { description: "new" });
    await updateMemoryStore(world.ctx(), storeId, { description: "new" });
    expect(await typesOf(storeId)).toEqual(["memory_store.created", "memory_store.updated"]);
  });

  it("tells of an erasure that was carried out, and of no other record", async () => {
    await withTransaction(world.pool(), async (tx) => {
      const target = { type: "erasure", id: "erasure_1" };
      await recordAuditEvent(tx, world.ctx(), { action: "erasure.approve", target });
      await recordAuditEvent(tx, world.ctx(), { action: "erasure.execute", target });
      await recordAuditEvent(tx, world.ctx(), { action: "erasure.execute", target, outcome: "refused" });
    });
    expect(await typesOf("erasure_1")).toEqual(["erasure.executed"]);
  });
});
