import { describe, expect, it } from "vitest";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { listMemories } from "@/lib/memory/list-memories";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { applyDream } from "./apply-dream";
import { listChanges } from "./list-changes";
import { reviewDream } from "./review-dream";
import { useDreamWorld } from "./testing/dream-world";
import { proposing } from "./testing/proposing-engine";

const world = useDreamWorld();

const secret = "hunter2";
const files = { "/secret-path.md": `password ${secret}\nnext\n`, "/safe.md": "safe text\n" };

/** A dream whose findings quote a version that is then redacted. */
async function redactedAfterDream() {
  const storeId = await world.makeStore(files);
  const dream = await world.dreamt(
    storeId,
    proposing(
      { path: "/secret-path.md", content: `password ${secret}\nnext\nmore ${secret}\n` },
      { path: "/safe.md", content: "safe text\nand more\n" },
    ),
  );
  const { data } = await listMemories(world.ctx(), {
    memoryStoreId: storeId,
    pathPrefix: "/",
    depth: "subtree",
    view: "basic",
    limit: 20,
  });
  const memory = data.find((item) => item.path === "/secret-path.md");
  if (memory?.type !== "memory") throw new Error("the memory was made");
  const redact = async () => {
    await deleteMemory(world.ctx(), { memoryStoreId: storeId, memoryId: memory.id, expectedSha256: null });
    const { rows } = await world
      .pool()
      .query("SELECT id FROM memory_version WHERE memory_store_id = $1 AND memory_id = $2", [storeId, memory.id]);
    for (const { id } of rows) {
      await redactMemoryVersion(world.ctx(), { memoryStoreId: storeId, memoryVersionId: id });
    }
  };
  return { storeId, dream, redact };
}

const places = [
  "SELECT body::text AS text FROM dream_insight",
  "SELECT hunks::text || coalesce(proposed_content, '') || coalesce(decided_content, '') || path || coalesce(conflict::text, '') AS text FROM dream_change",
  "SELECT coalesce(content, '') || coalesce(path, '') || coalesce(reason, '') AS text FROM memory_version",
  "SELECT payload::text AS text FROM session_event",
  "SELECT details::text AS text FROM audit_event",
];

async function placesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const sql of places) {
    const { rows } = await world.pool().query(`SELECT 1 FROM (${sql}) AS place WHERE strpos(text, $1) > 0`, [text]);
    if (rows.length > 0) found.push(sql);
  }
  return found;
}

describe("redaction of what a dream read", () => {
  it("reaches every quote, hunk, proposal and copy, and nothing else", async () => {
    const { dream, redact } = await redactedAfterDream();
    expect((await placesWith(secret)).length).toBeGreaterThan(2);
    await redact();
    expect(await placesWith(secret)).toEqual([]);
    expect(await placesWith("password")).toEqual([]);
    const { data } = await listChanges(world.ctx(), { dreamId: dream.id, view: "full", limit: 10 });
    expect(data.map((change) => change.state)).toEqual(["conflict", "pending"]);
    expect(data[0]).toMatchObject({ path: "[redacted]", conflict: { reason: "redacted" } });
    expect(data[1]).toMatchObject({ path: "/safe.md", proposed: { content: "safe text\nand more\n" } });
    const outputFiles = await world.filesOf(dream.outputs[0]?.memory_store_id ?? "");
    expect(outputFiles["/safe.md"]).toBe("safe text\nand more\n");
  });

  it("leaves a change that can be rejected but never approved or applied", async () => {
    const { dream, redact, storeId } = await redactedAfterDream();
    const before = await listChanges(world.ctx(), { dreamId: dream.id, view: "full", limit: 10 });
    const decide = (decision: "approve" | "reject") =>
      reviewDream(world.ctx(), dream.id, { decisions: before.data.map(({ id }) => ({ change_id: id, decision })) });
    const { review_digest } = await decide("approve");
    await redact();
    await expect(decide("approve")).rejects.toMatchObject({ status: 409 });
    await expect(applyDream(world.ctx(), dream.id, { review_digest })).rejects.toMatchObject({ status: 409 });
    const now = await listChanges(world.ctx(), { dreamId: dream.id, view: "full", limit: 10 });
    const result = await applyDream(world.ctx(), dream.id, { review_digest: now.review_digest });
    expect(result).toMatchObject({
      applied: [{}],
      conflicts: [{ reason: "redacted" }],
      review: { state: "in_review" },
    });
    expect(await world.filesOf(storeId)).toEqual({ "/safe.md": "safe text\nand more\n" });
    const decisions = [{ change_id: before.data[0]?.id ?? "", decision: "reject" as const }];
    await reviewDream(world.ctx(), dream.id, { decisions });
    const settled = await listChanges(world.ctx(), { dreamId: dream.id, view: "full", limit: 10 });
    const last = await applyDream(world.ctx(), dream.id, { review_digest: settled.review_digest });
    expect(last.review.state).toBe("applied");
  });
});
