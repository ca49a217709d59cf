import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { answerOnce } from "@/lib/api/answer-once";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { scrubStoredAnswers } from "./scrub-stored-answers";

const database = useTestDatabase();
const ctx = (): Ctx => ({ ...systemContext(database.pool()), scrubbers: [scrubStoredAnswers] });

/** A deleted memory whose first version can be redacted. */
async function makeOld() {
  const memoryStoreId = (await createMemoryStore(ctx(), { name: "s" })).id;
  const made = await createMemory(ctx(), { memoryStoreId, path: "/secret", content: "secret", view: "full" });
  await deleteMemory(ctx(), { memoryStoreId, memoryId: made.id, expectedSha256: null });
  return {
    memoryStoreId,
    made,
    redact: () => redactMemoryVersion(ctx(), { memoryStoreId, memoryVersionId: made.memory_version_id }),
  };
}

let count = 0;
async function keep(route: string, body: unknown, status = 200) {
  const request = { route, key: String(++count), content: "secret" };
  const recall = () => answerOnce(ctx(), request, () => Promise.reject(new Error("ran twice")));
  await answerOnce(ctx(), request, async () => ({ status, headers: {}, body: JSON.stringify(body) }));
  return async () => JSON.parse((await recall()).answer.body);
}

describe("a kept answer after a redaction", () => {
  it("keeps its form: memories and versions in it are masked, however deep, and others stay as they were", async () => {
    const { memoryStoreId, made, redact } = await makeOld();
    const other = { ...made, memory_version_id: "memver_other", path: "/other", content: "harmless" };
    const batch = {
      type: "memory_batch",
      data: [
        { op: "create", memory: made },
        { op: "create", memory: other },
      ],
    };
    const recall = await keep(`POST /v1/memory_stores/${memoryStoreId}/memories/batch`, batch);
    await redact();
    const after = await recall();
    expect(after.data[0].memory).toMatchObject({ id: made.id, type: "memory", path: "[redacted]", content: null });
    expect(after.data[0].memory.content_sha256).toMatch(/^0{64}$/);
    expect(after.data[1].memory).toEqual(other);
  });

  it("is dropped where its form is not known, for dreams always", async () => {
    const { memoryStoreId, made, redact } = await makeOld();
    const recalls = [
      await keep("POST /v1/dreams/drm_1/review", { quote: "secret" }),
      await keep(`POST /v1/memory_stores/${memoryStoreId}/restore`, {
        changes: [made.memory_version_id],
        text: "secret",
      }),
      await keep(
        `POST /v1/memory_stores/${memoryStoreId}/memories`,
        { error: { conflicting_memory_id: made.id } },
        409,
      ),
    ];
    const unrelated = await keep("POST /v1/sessions", { id: "sesn_1" });
    await redact();
    for (const recall of recalls) await expect(recall()).rejects.toMatchObject({ status: 409, code: "conflict_error" });
    expect(await unrelated()).toEqual({ id: "sesn_1" });
    const { rows } = await database.pool().query("SELECT 1 FROM idempotency_key WHERE position('secret' IN body) > 0");
    expect(rows).toEqual([]);
  });
});
