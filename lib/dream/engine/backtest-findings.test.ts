import { describe, expect, it } from "vitest";
import type { EngineSession } from "./engine-input";
import { runEngine } from "./run-engine";
import { bash, buildInput, buildMemory, buildSession, type Step } from "./testing-builders";

const missing = bash("kubectl get pods -n payments", 'Error (NotFound): namespaces "payments" not found', true);
const found = bash("kubectl get pods -n pay-prod", "pod/payments-api-1 Running");
const slip: Step[] = [missing, found];
const idle: Step[] = [bash("kubectl get nodes", "node-1 Ready")];

async function backtestOf(sessions: EngineSession[], kind: "correction" | "dead_reference" = "correction") {
  const { insights } = await runEngine(buildInput({ sessions, memories: [buildMemory("/notes.md", "# Notes\n")] }));
  return insights.find((insight) => insight.kind === kind && insight.state === "proposed")?.backtest;
}

/** Sessions of the given steps, a day after each other and each by an agent of its own unless `agents` names them. */
const week = (steps: readonly Step[][], agents: readonly string[] = []) =>
  steps.map((each, index) =>
    buildSession(`s${index}`, each, { day: index + 1, agent_name: agents[index] ?? `agent-${index}` }),
  );

describe("the backtest of a rule", () => {
  it("counts the failures of later sessions that a rule from the older ones would have prevented", async () => {
    expect(await backtestOf(week([slip, slip, idle, idle, slip, slip]))).toEqual({
      prevented: 2,
      failures: 2,
      sessions: 2,
      other_actors: 2,
      misled: 0,
    });
  });

  it("tells agents that the rule was not learnt from apart from those it was", async () => {
    const sessions = week([slip, slip, idle, idle, slip, slip], ["one", "two", "x", "y", "one", "three"]);
    expect(await backtestOf(sessions)).toMatchObject({ prevented: 2, sessions: 2, other_actors: 1 });
  });

  it("counts failures of the same tool that the rule says nothing of", async () => {
    const other = bash("kubectl get pods -n ledger", 'Error (NotFound): namespaces "ledger" not found', true);
    expect(await backtestOf(week([slip, slip, idle, idle, slip, [other, ...idle]]))).toMatchObject({
      prevented: 1,
      failures: 2,
    });
  });

  it("counts a later session that found another word as misled", async () => {
    const elsewhere = [missing, bash("kubectl get pods -n pay-live", "pod/payments-api-1 Running")];
    expect(await backtestOf(week([slip, slip, slip, slip, slip, elsewhere]))).toMatchObject({
      prevented: 1,
      failures: 2,
      misled: 1,
    });
  });

  it("counts a later failure of the proposed word as misled", async () => {
    const gone = bash("kubectl get pods -n pay-prod", 'Error (NotFound): namespaces "pay-prod" not found', true);
    expect(await backtestOf(week([slip, slip, idle, idle, slip, [gone]]))).toMatchObject({ prevented: 1, misled: 1 });
  });

  it("is left out where the older sessions alone would not have led to the rule", async () => {
    expect(await backtestOf(week([slip, idle, idle, idle, slip, slip]))).toBeUndefined();
  });

  it("is left out where there are too few sessions to withhold any", async () => {
    expect(await backtestOf(week([slip, slip, slip]))).toBeUndefined();
  });

  it("says of a rule that met nothing later that it prevented nothing", async () => {
    expect(await backtestOf(week([slip, slip, idle, idle, idle, idle]))).toEqual({
      prevented: 0,
      failures: 0,
      sessions: 0,
      other_actors: 0,
      misled: 0,
    });
  });

  it("replays references that nobody ever found", async () => {
    const lost = bash("kubectl get secret db-root", 'Error (NotFound): secrets "db-root" not found', true);
    expect(await backtestOf(week([[lost], [lost], idle, idle, [lost, lost], idle]), "dead_reference")).toMatchObject({
      prevented: 2,
      failures: 2,
      sessions: 1,
      other_actors: 1,
      misled: 0,
    });
  });
});
