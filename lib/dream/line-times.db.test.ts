import { describe, expect, it } from "vitest";
import { createMemory } from "@/lib/memory/create-memory";
import { restoreMemory } from "@/lib/memory/time/restore-memory";
import { updateMemory } from "@/lib/memory/update-memory";
import type { EngineMemory } from "./engine/engine-input";
import { useDreamWorld } from "./testing/dream-world";
import { proposing } from "./testing/proposing-engine";

const world = useDreamWorld();

async function frozen(storeId: string): Promise<EngineMemory[]> {
  let memories: readonly EngineMemory[] = [];
  const engine = proposing();
  await world.dreamt(storeId, (input, run) => {
    memories = input.memories;
    return engine(input, run);
  });
  return [...memories];
}

const at = (day: number) => new Date(Date.UTC(2026, 1, day, 9));

describe("what a dream is told of the times of lines", () => {
  it("tells of each line when the version that brought it in was written, or was true", async () => {
    const memoryStoreId = await world.makeStore();
    const path = "/notes.md";
    const view = "basic" as const;
    const made = await createMemory(
      { ...world.ctx(), asOf: at(3) },
      { memoryStoreId, path, content: "one\ntwo\n", view },
    );
    expect(await frozen(memoryStoreId)).toMatchObject([{ as_of: at(3).toISOString() }]);
    const update = { memoryStoreId, memoryId: made.id, expectedSha256: null, view };
    await updateMemory({ ...world.ctx(), asOf: at(7) }, { ...update, path: null, content: "one\nnew\ntwo\n" });
    const [memory] = await frozen(memoryStoreId);
    expect(memory?.line_written_at).toEqual([3, 7, 3].map((day) => at(day).toISOString()));
    expect(memory?.carried_lines).toEqual([]);
  });

  it("tells which lines came from elsewhere: imported, or put back", async () => {
    const memoryStoreId = await world.makeStore();
    const view = "basic" as const;
    const imported = { ...world.ctx(), via: "import" as const, asOf: at(3) };
    const made = await createMemory(imported, { memoryStoreId, path: "/notes.md", content: "one\ntwo\n", view });
    expect(await frozen(memoryStoreId)).toMatchObject([{ carried_lines: [1, 2] }]);
    const update = { memoryStoreId, memoryId: made.id, path: null, expectedSha256: null, view };
    await updateMemory(world.ctx(), { ...update, content: "mine\n" });
    expect(await frozen(memoryStoreId)).toMatchObject([{ carried_lines: [] }]);
    await restoreMemory(world.ctx(), {
      memoryStoreId,
      memoryId: made.id,
      memoryVersionId: made.memory_version_id,
      expectedSha256: null,
      view,
    });
    expect(await frozen(memoryStoreId)).toMatchObject([{ carried_lines: [1, 2] }]);
  });
});
