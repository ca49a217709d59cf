import { describe, expect, it } from "vitest";
import { dreamInsight } from "@/lib/contract/dream-insight";
import { applyDream } from "./apply-dream";
import { discardDream } from "./discard-dream";
import { runEngineHere } from "./engine-runner";
import { listChanges } from "./list-changes";
import { listInsights } from "./list-insights";
import { reviewDream } from "./review-dream";
import { useDreamWorld } from "./testing/dream-world";
import { slipTranscript } from "./testing/slip-transcript";

const world = useDreamWorld();

const files = { "/notes.md": "# Notes\n\nHow we work.\n", "/links.md": "# Links\n\nSee [notes](./note.md).\n" };

async function slips(): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, agent] of ["triage-1", "triage-2", "triage-3"].entries()) {
    ids.push(await world.makeSession(slipTranscript(index + 1), agent));
  }
  return ids;
}

async function dreamt(storeId: string, sessionIds: string[]) {
  const dream = await world.dreamt(storeId, runEngineHere, { sessionIds });
  expect(dream).toMatchObject({ status: "completed" });
  const { data: changes } = await listChanges(world.ctx(), { dreamId: dream.id, view: "full", limit: 100 });
  const { data: insights } = await listInsights(world.ctx(), { dreamId: dream.id, limit: 100 });
  return { dream, changes, insights };
}

async function applyAll(dreamId: string, changeIds: string[]): Promise<void> {
  const decisions = changeIds.map((change_id) => ({ change_id, decision: "approve" as const }));
  const { review_digest } = await reviewDream(world.ctx(), dreamId, { decisions });
  expect(await applyDream(world.ctx(), dreamId, { review_digest })).toMatchObject({ conflicts: [], skipped: [] });
}

describe("the built-in engine in the pipeline", () => {
  it("finds the slip of three sessions, with evidence that names their events", async () => {
    const sessionIds = await slips();
    const { dream, insights } = await dreamt(await world.makeStore(files), sessionIds);
    const correction = insights.map((one) => dreamInsight.parse(one)).find((one) => one.kind === "correction");
    expect(correction).toMatchObject({
      subject: { wrong: "payments", right: "pay-prod" },
      support: { sessions: 3, actors: 3, days: 3 },
      state: "proposed",
    });
    const cited = new Set(correction?.evidence.map((one) => (one.source === "event" ? one.session_id : "")));
    expect([...cited].sort()).toEqual([...sessionIds].sort());
    expect(dream.reverie.report).toMatchObject({ sessions: 3, events: 18, calls: 6, failed_calls: 3, memories: 2 });
  });

  it("proposes nothing over the result of an applied dream without new sessions", async () => {
    const sessionIds = await slips();
    const storeId = await world.makeStore(files);
    const first = await dreamt(storeId, sessionIds);
    expect(first.changes.length).toBeGreaterThan(0);
    await applyAll(
      first.dream.id,
      first.changes.map((change) => change.id),
    );
    expect((await dreamt(storeId, sessionIds)).changes).toEqual([]);
    const outputId = first.dream.outputs[0]?.memory_store_id ?? "";
    expect((await dreamt(outputId, sessionIds)).changes).toEqual([]);
  });

  it("does not bring back what was discarded", async () => {
    const sessionIds = await slips();
    const storeId = await world.makeStore(files);
    const first = await dreamt(storeId, sessionIds);
    await discardDream(world.ctx(), first.dream.id);
    const second = await dreamt(storeId, sessionIds);
    expect(second.changes).toEqual([]);
    expect(second.insights.some((insight) => insight.state === "suppressed")).toBe(true);
  });

  it("finds the same in the same inputs, but for ids", async () => {
    const sessionIds = await slips();
    const storeId = await world.makeStore(files);
    const runs = [await dreamt(storeId, sessionIds), await dreamt(storeId, [...sessionIds].reverse())];
    const facts = runs.map(({ insights, changes }) => ({
      insights: insights.map(({ id: _, dream_id: _dream, change_ids: _changes, ...insight }) => insight),
      texts: changes.map(({ path, proposed }) => [path, proposed]),
    }));
    expect(facts[0]).toEqual(facts[1]);
  });
});
