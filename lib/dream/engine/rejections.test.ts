import { describe, expect, it } from "vitest";
import type { InsightDraft } from "./engine-output";
import { runEngine } from "./run-engine";
import { bash, buildInput, buildSession, type Step } from "./testing-builders";

const kinds: Partial<Record<InsightDraft["kind"], Step[]>> = {
  correction: [
    bash("tool show old-name --for all", 'no such thing "old-name"', true),
    bash("tool show new-name --for all", "ok"),
  ],
  dead_reference: [bash("ls types/", "ls: cannot access 'types/': No such file or directory", true)],
  error_pattern: [
    { tool: "book", input: { pay: "gift", seat: "1a" }, result: "Error: gift card is not enough to pay", failed: true },
    { tool: "book", input: { pay: "card", seat: "1a" }, result: "booked" },
  ],
  repeated_discovery: [{ tool: "catalog", input: { service: "payments-api" }, result: "owner: team-blue" }],
  retry_loop: Array(2).fill(bash("deck export blue", "Error: export is sealed until it is signed", true)),
  preference: [{ user: "Always use pnpm in this repo." }],
  coordination: [
    { tool: "get_status", input: { service: "ledger-db" }, result: "degraded" },
    { tool: "failover", input: { service: "ledger-db" }, result: "failover started" },
  ],
};

async function statesIn(
  kind: string,
  steps: Step[],
  sessions: number,
  rejections: { identity: string; sessions: number }[],
) {
  const made = Array.from({ length: sessions }, (_, index) => buildSession(`s${index}`, steps));
  const { insights } = await runEngine(buildInput({ sessions: made, ledger: { rejections } }));
  return insights.filter((insight) => insight.kind === kind);
}

describe("what a reviewer rejected", { timeout: 60_000 }, () => {
  it.each(Object.entries(kinds))(
    "stays rejected until half as many new sessions again support it: %s",
    async (kind, steps) => {
      const [first] = await statesIn(kind, steps, 4, []);
      expect(first).toMatchObject({ state: "proposed", support: { sessions: 4 } });
      const rejections = [{ identity: first?.identity ?? "", sessions: 4 }];
      for (const [count, state] of [
        [4, "suppressed"],
        [5, "suppressed"],
        [6, "proposed"],
      ] as const)
        expect(await statesIn(kind, steps, count, rejections)).toMatchObject([{ state, identity: first?.identity }]);
    },
  );
});
