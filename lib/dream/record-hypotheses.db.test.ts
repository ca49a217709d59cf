import { describe, expect, it } from "vitest";
import type { EngineInput } from "./engine/engine-input";
import type { Hypothesis } from "./engine/hypothesis";
import { useDreamWorld } from "./testing/dream-world";
import { proposing } from "./testing/proposing-engine";

const world = useDreamWorld();

const hypothesis: Hypothesis = {
  identity: "a".repeat(64),
  state: "supported",
  lag_from_ms: 635_000,
  lag_to_ms: 900_000,
  chance: 0.04,
  session_ids: ["session_1", "session_2"],
  tested_until_ms: 1_773_170_760_000,
  hits: 0,
  opportunities: 0,
};

describe("hypotheses", () => {
  it("stand in the ledger of the store's next dream as the last one left them, and in no other store's", async () => {
    const storeId = await world.makeStore({ "/a.md": "one\n" });
    const seen: (readonly Hypothesis[] | undefined)[] = [];
    const keep = proposing({ path: "/a.md", content: "two\n" });
    const leaving = (left: Hypothesis[]) => async (input: EngineInput, options: Parameters<typeof keep>[1]) => {
      seen.push(input.ledger.hypotheses);
      return { ...(await keep(input, options)), hypotheses: left };
    };
    const later: Hypothesis = {
      ...hypothesis,
      state: "confirmed",
      hits: 5,
      opportunities: 6,
      tested_until_ms: 1_773_970_760_000,
    };
    await world.dreamt(storeId, leaving([hypothesis]));
    await world.dreamt(storeId, leaving([{ ...later, lag_from_ms: 1, session_ids: [] }]));
    await world.dreamt(storeId, leaving([]));
    await world.dreamt(await world.makeStore({ "/a.md": "one\n" }), leaving([]));
    expect(seen).toEqual([[], [hypothesis], [later], []]);
  });
});
