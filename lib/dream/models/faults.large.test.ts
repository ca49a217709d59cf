import { describe, expect, it } from "vitest";
import type { EngineOutput } from "../engine/engine-output";
import { type EngineRunner, runEngineHere } from "../engine-runner";
import { buildFaultWorld, plantedSecret } from "./testing/fault-world";
import { faults, shownTexts } from "./testing/faults";
import { runFault } from "./testing/run-fault";
import { useScriptedModel } from "./testing/use-scripted-model";

const server = useScriptedModel();

const input = buildFaultWorld();

let floor: Promise<EngineOutput> | null = null;
/** What the built-in engine finds by itself. */
const floorOf = () => {
  floor ??= runEngineHere(input, { signal: new AbortController().signal, onProgress: () => undefined });
  return floor;
};

/** The first half of every run is the same for all faults, and half of its time. */
const runEngine: EngineRunner = (world, options) =>
  options.added === undefined ? floorOf() : runEngineHere(world, options);

const runs = new Map<string, ReturnType<typeof runFault>>();
/** Each fault once over each protocol. */
const runOf = (name: string, protocol: "anthropic" | "openai") => {
  const key = `${name} ${protocol}`;
  const run = runs.get(key) ?? runFault(server, name, protocol, input, { runEngine });
  runs.set(key, run);
  return run;
};

describe.each(["anthropic", "openai"] as const)("a model that goes wrong, over the %s protocol", (protocol) => {
  it.each(faults.map(({ name }) => name))(
    "%s: completes, shows nothing of the fault, and returns what the built-in engine found",
    async (name) => {
      const { output, leaks } = await runOf(name, protocol);
      expect(leaks).toEqual([]);
      const identities = new Set(output.insights.map(({ identity }) => identity));
      const missing = (await floorOf()).insights.filter(
        ({ kind, identity }) => kind !== "index" && !identities.has(identity),
      );
      expect(missing).toEqual([]);
      expect(server.asked.every(({ prompt, isStreamed }) => isStreamed && !prompt.includes(plantedSecret))).toBe(true);
    },
  );
});

describe("what is left of an honest model", () => {
  const proposals = async (name: string) => {
    const { output } = await runOf(name, "anthropic");
    return { output, shown: shownTexts(output) };
  };

  it("is proposed with counts by code, anchored edits, and quotes that stand in the transcripts", async () => {
    const { output, shown } = await proposals("perfect");
    expect(shown).toContain("- the settlement export starts at 04:35 each night");
    expect(shown.some((text) => /is not sealed \(4 sessions\)\. \(seen 4 sessions, 3 agents/.test(text))).toBe(true);
    const proposed = output.insights.filter(({ detector, state }) => detector === "M1" && state === "proposed");
    expect(proposed).toHaveLength(4);
    const texts = new Map(
      input.sessions.flatMap(({ events }) => events.map((event) => [event.id, JSON.stringify(event.payload)])),
    );
    for (const { evidence, support } of proposed) {
      expect(support).toMatchObject({ sessions: 4, actors: 3 });
      for (const item of evidence) if (item.source === "event") expect(texts.get(item.event_id)).toContain(item.quote);
    }
    expect(output.counts.model).toMatchObject({ parts: 4, observations: 16, dropped: {}, unmapped: [] });
  });

  it("is the same after requests that were refused, broke or were malformed at first", async () => {
    const wanted = (await proposals("perfect")).output.changes;
    for (const name of ["429", "503", "answer cut off", "malformed, then right"]) {
      expect((await proposals(name)).output.changes).toEqual(wanted);
    }
  });

  it("names the session that could not be read, and goes on with the others", async () => {
    const { output, shown } = await proposals("malformed for one session");
    expect(output.counts.model?.unmapped).toEqual([
      { session_id: expect.stringMatching(/^session_f\d$/), reason: expect.stringContaining("required form") },
    ]);
    expect(shown.some((text) => text.includes("(3 sessions)"))).toBe(true);
  });

  it("keeps what was dropped with the gate that dropped it, and hides what must not be read", async () => {
    const invented = (await proposals("invented quote")).output;
    const dropped = invented.insights.filter(({ state }) => state === "suppressed");
    expect(dropped[0]).toMatchObject({ claim: expect.stringContaining("second signature"), change_keys: [] });
    expect(dropped[0]?.dropped_reason).toContain('Gate "quote"');
    const secret = (await proposals("secret")).output;
    expect(secret.counts.model?.dropped.secret).toBeGreaterThan(0);
  });

  it("loses a deletion on which two readings do not agree", async () => {
    const { output } = await proposals("flip-flop verifier");
    const deletion = output.insights.find(({ claim }) => claim.includes("route refunds by hand"));
    expect(deletion).toMatchObject({ state: "suppressed", dropped_reason: expect.stringContaining("two readings") });
  });
});
