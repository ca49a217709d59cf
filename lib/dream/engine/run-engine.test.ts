import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import type { EngineInput } from "./engine-input";
import type { EngineOutput } from "./engine-output";
import { type EngineProgress, runEngine } from "./run-engine";
import { bash, buildInput, buildMemory, buildSession } from "./testing-builders";
import { applyAll, expectSound } from "./testing-checks";
import { keepOutputs } from "./testing-outputs";
import { anyWorld, buildLargeWorld } from "./testing-worlds";

const slip = [bash("tool -n old-name run it", 'no such thing "old-name"', true), bash("tool -n new-name run it", "ok")];
const slips = ["a", "b", "c"].map((name, index) => buildSession(name, slip, { day: index + 1 }));

const seed = Math.trunc(Math.random() * 2 ** 31);
const outputOf = keepOutputs();

describe("runEngine", { timeout: 120_000 }, () => {
  it("cites only what stands in its input and proposes only what its hunks give, on any world", async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (input) => expectSound(input, await outputOf(input))),
      { numRuns: 25, seed },
    );
  });

  it("proposes nothing on the result of its own proposals", async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (input) => {
        const applied = applyAll(input, await outputOf(input));
        const again = await runEngine(applied);
        expect(again.changes.map(({ path, proposed }) => [path, proposed?.content])).toEqual([]);
      }),
      { numRuns: 25, seed },
    );
  });

  it("gives the same bytes whatever the order of sessions and memories", async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, fc.infiniteStream(fc.nat()), async (input, numbers) => {
        const shuffle = <Item>(items: readonly Item[]) =>
          items
            .map((item) => ({ item, at: numbers.next().value ?? 0 }))
            .sort((left, right) => left.at - right.at)
            .map(({ item }) => item);
        const other = { ...input, sessions: shuffle(input.sessions), memories: shuffle(input.memories) };
        expect(JSON.stringify(await runEngine(other))).toBe(JSON.stringify(await outputOf(input)));
      }),
      { numRuns: 15, seed },
    );
  });

  it("finds the same whatever the ids of sessions and events are", async () => {
    const renamed = slips.map((session, index) => ({
      ...session,
      id: `z${9 - index}`,
      events: session.events.map((event) => ({
        ...event,
        id: `e-${session.id}-${event.id}`,
        payload:
          "tool_use_id" in event.payload
            ? { ...event.payload, tool_use_id: `e-${session.id}-${String(event.payload.tool_use_id)}` }
            : event.payload,
      })),
    }));
    const bare = ({ insights, changes }: EngineOutput) => ({
      changes,
      insights: insights.map(({ evidence: _, ...rest }) => rest),
    });
    expect(bare(await runEngine(buildInput({ sessions: renamed })))).toEqual(
      bare(await runEngine(buildInput({ sessions: slips }))),
    );
  });

  it("never changes a frozen file, nor anything in a read-only store", async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (input) => {
        const frozen = input.memories
          .filter(({ content }) => content.startsWith("---\ndream: frozen"))
          .map(({ path }) => path);
        expect((await outputOf(input)).changes.filter(({ path }) => frozen.includes(path))).toEqual([]);
        const readOnly: EngineInput = { ...input, store: { ...input.store, access: "read_only" } };
        const output = await runEngine(readOnly);
        expect(output.changes).toEqual([]);
        expect(output.insights.filter(({ state }) => state === "proposed")).toEqual([]);
      }),
      { numRuns: 15, seed },
    );
  });

  it("brings back nothing that was rejected", async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (input) => {
        const rejections = (await outputOf(input)).insights.map(({ identity, support }) => ({
          identity,
          sessions: support.sessions,
        }));
        const again = await runEngine({ ...input, ledger: { rejections } });
        const known = new Set(rejections.map(({ identity }) => identity));
        expect(again.insights.filter(({ state, identity }) => state === "proposed" && known.has(identity))).toEqual([]);
        expectSound(input, again);
      }),
      { numRuns: 15, seed },
    );
  });

  it("rates a change of a file that a person wrote last as riskier than an addition to an agent's", async () => {
    const risks = async (memory: ReturnType<typeof buildMemory>) => {
      const { changes } = await runEngine(buildInput({ sessions: slips, memories: [memory] }));
      return changes.map(({ path, risk, risk_reasons }) => [path, risk, risk_reasons]);
    };
    const person = { type: "user_actor" as const, user_id: "user_1" };
    expect(await risks(buildMemory("/bash.md", "# bash\n"))).toEqual([["/bash.md", "low", []]]);
    expect(await risks(buildMemory("/bash.md", "# bash\n", { last_author: person }))).toEqual([
      ["/bash.md", "medium", ["last written by a person"]],
    ]);
  });

  it("reports every step and stops at once when it is told to", async () => {
    const steps: EngineProgress[] = [];
    await runEngine(buildInput({ sessions: slips }), { onProgress: (progress) => void steps.push(progress) });
    expect(steps.filter(({ phase }) => phase === "reading")).toEqual(
      [1, 2, 3].map((done) => ({ phase: "reading", done, total: 3 })),
    );
    expect(steps.at(-1)).toEqual({ phase: "assembling", done: 1, total: 1 });
    const controller = new AbortController();
    const stopped = runEngine(buildInput({ sessions: slips }), {
      signal: controller.signal,
      onProgress: ({ done }) => (done === 2 ? controller.abort(new Error("stop")) : undefined),
    });
    await expect(stopped).rejects.toThrow("stop");
  });

  it("reads sessions of 200 events and files at a rate of 100 and 60 in less than half a minute", async () => {
    const share = 0.2;
    const input = buildLargeWorld(100 * share, 100, 60 * share);
    expect(input.sessions.every(({ events }) => events.length === 200)).toBe(true);
    const started = cpuMs();
    const output = await runEngine(input);
    expect(cpuMs() - started).toBeLessThan(30_000 * share);
    expectSound(input, output);
  });
});
