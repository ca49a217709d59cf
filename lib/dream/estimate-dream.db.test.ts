import { describe, expect, it } from "vitest";
import { archiveMemoryStore } from "@/lib/memory/archive-memory-store";
import { deterministicModelId } from "./dream-models";
import { estimateDream } from "./estimate-dream";
import { useDreamWorld } from "./testing/dream-world";
import { slipTranscript } from "./testing/slip-transcript";

const world = useDreamWorld();

function bodyOf(storeId: string, sessionIds: string[], model = deterministicModelId) {
  return {
    inputs: [
      { type: "memory_store" as const, memory_store_id: storeId },
      { type: "sessions" as const, session_ids: sessionIds },
    ],
    model,
  };
}

describe("an estimate", () => {
  it("counts events, costs nothing with the built-in engine, and starts nothing", async () => {
    const storeId = await world.makeStore();
    const sessionIds = [await world.makeSession(slipTranscript(1)), await world.makeSession(slipTranscript(2))];
    const estimate = await estimateDream(world.ctx(), bodyOf(storeId, sessionIds));
    const zero = { input_tokens: 0, output_tokens: 0, cost: 0 };
    expect(estimate).toMatchObject({ type: "dream_estimate", sessions: 2, ...zero, measured_dreams: 0 });
    expect(estimate.events).toBeGreaterThanOrEqual(12);
    expect(estimate.seconds).toBeGreaterThan(0);
    const { rows } = await world.pool().query("SELECT FROM dream WHERE memory_store_id = $1", [storeId]);
    expect(rows).toEqual([]);
  });

  it("follows the pace of the dreams that ran here", async () => {
    const storeId = await world.makeStore();
    const sessionId = await world.makeSession(slipTranscript(1));
    for (const seconds of [10.5, 20.5, 90.5]) {
      const dream = await world.makeDream({ storeId });
      await world.pool().query(
        `UPDATE dream SET status = 'completed', attempts = 1, started_at = now(), ended_at = now() + make_interval(secs => $2),
           report = '{"events": 1000}' WHERE id = $1`,
        [dream.id, seconds],
      );
    }
    const estimate = await estimateDream(world.ctx(), bodyOf(storeId, [sessionId]));
    expect(estimate.measured_dreams).toBe(3);
    expect(estimate.seconds).toBeCloseTo(0.5 + (estimate.events / 1000) * 20, 1);
  });

  it("refuses what a dream would be refused for", async () => {
    const storeId = await world.makeStore();
    const sessionId = await world.makeSession();
    const refusals: [() => Promise<unknown>, number][] = [
      [() => estimateDream(world.ctx({ permissions: new Set(["dream:read"]) }), bodyOf(storeId, [sessionId])), 403],
      [() => estimateDream(world.ctx(), bodyOf("memstore_none", [sessionId])), 404],
      [() => estimateDream(world.ctx(), bodyOf(storeId, ["sesn_none"])), 404],
      [() => estimateDream(world.ctx(), bodyOf(storeId, [sessionId], "claude-none")), 400],
    ];
    for (const [refusal, status] of refusals) await expect(refusal()).rejects.toMatchObject({ status });
    await archiveMemoryStore(world.ctx(), storeId);
    await expect(estimateDream(world.ctx(), bodyOf(storeId, [sessionId]))).rejects.toMatchObject({ status: 400 });
  });
});
