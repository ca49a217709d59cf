import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dream as dreamSchema } from "@/lib/contract/dream";
import { dreamInsight } from "@/lib/contract/dream-insight";
import { redactMemory } from "@/lib/memory/redact-memory";
import { deleteSession } from "@/lib/session/delete-session";
import { listSessionEvents } from "@/lib/session/list-session-events";
import { createDream } from "../create-dream";
import { estimateDream } from "../estimate-dream";
import { listChanges } from "../list-changes";
import { listInsights } from "../list-insights";
import { scrubRedactedVersions } from "../scrub-redacted-versions";
import { useDreamWorld } from "../testing/dream-world";
import { scrubModelResults } from "./scrub-model-results";
import { honestAnswer } from "./testing/honest-brain";
import { scriptedUsage } from "./testing/scripted-model-server";
import { useScriptedModel } from "./testing/use-scripted-model";

const world = useDreamWorld();
const server = useScriptedModel();
const note = "# Settlement\n\n- owner is the treasury desk\n- the settlement export starts at 02:10 each night\n";

beforeEach(async () => {
  await world.pool().query("DELETE FROM dream_model_result");
  server.models = ["tiny-1", "claude-haiku-4-5", "text-embedding-1"];
  vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
  vi.stubEnv("ANTHROPIC_BASE_URL", server.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "key-1");
  server.asked.length = 0;
  server.brain = (question) => ({ answer: honestAnswer(question) });
});
afterEach(() => vi.unstubAllEnvs());

/** A recorded session of an agent in which the export moved and was refused. */
function transcript(day: number): unknown[] {
  const at = (second: number) => new Date(Date.UTC(2026, 2, day, 10, 0, second)).toISOString();
  const call = (id: string, command: string, text: string, second: number) => [
    { type: "agent.tool_use", id, name: "Bash", input: { command }, processed_at: at(second) },
    { type: "agent.tool_result", tool_use_id: id, content: [{ type: "text", text }], processed_at: at(second + 1) },
  ];
  return [
    {
      type: "user.message",
      content: [{ type: "text", text: `The export of day ${day} is missing.` }],
      processed_at: at(0),
    },
    ...call("toolu_1", "settle export", "settlement export refused: the ledger snapshot is not sealed yet", 1),
    ...call("toolu_2", "settle schedule", "settlement export starts at 04:35 each night since the move", 3),
  ];
}

async function prepare(model = "tiny-1", reverie?: { budget: { max_tokens?: number; max_cost?: number } }) {
  const storeId = await world.makeStore({ "/services/settlement.md": note });
  const sessionIds: string[] = [];
  for (const day of [2, 3, 4]) sessionIds.push(await world.makeSession(transcript(day), `agent-${day}`));
  const body = {
    inputs: [
      { type: "memory_store" as const, memory_store_id: storeId },
      { type: "sessions" as const, session_ids: sessionIds },
    ],
    model,
    reverie,
  };
  return { storeId, sessionIds, body };
}

const resultsKept = async () => {
  const { rows } = await world.pool().query("SELECT step FROM dream_model_result ORDER BY step");
  return rows.map((row: { step: string }) => row.step);
};

describe.each(["tiny-1", "claude-haiku-4-5"])("a dream with the model %s", (model) => {
  it("completes with the model's proposals, its usage, and its steps as events that quote nothing", async () => {
    const { body } = await prepare(model);
    const { id } = await createDream(world.ctx(), body);
    const dream = dreamSchema.parse(await world.attempt(id));
    expect(dream).toMatchObject({ status: "completed", error: null, reverie: { engine: model } });
    expect(dream.reverie.report?.model).toMatchObject({ parts: 3, observations: 6, unmapped: [] });
    const { data: insights } = await listInsights(world.ctx(), { dreamId: id, limit: 100 });
    const proposed = insights
      .map((insight) => dreamInsight.parse(insight))
      .filter(({ engine, state }) => engine === model && state === "proposed");
    expect(proposed.length).toBeGreaterThan(0);
    for (const { support } of proposed) expect(support.sessions).toBe(3);
    const { data: changes } = await listChanges(world.ctx(), { dreamId: id, view: "full", limit: 100 });
    expect(changes.map(({ proposed: after }) => after?.content).join("\n")).toContain("starts at 04:35 each night");

    const requests = server.asked.length;
    expect(dream.usage.output_tokens).toBe(requests * scriptedUsage.output);
    expect(dream.usage.cache_read_input_tokens).toBe(requests * scriptedUsage.cacheRead);
    const { data: events } = await listSessionEvents(world.ctx(), dream.session_id ?? "", {
      order: "asc",
      view: "full",
      limit: 100,
    });
    const spans = events.filter(({ type }) => type === "span.model_request_end");
    expect(spans).toHaveLength(requests);
    const starts = new Set(events.filter(({ type }) => type === "span.model_request_start").map((event) => event.id));
    for (const span of spans) expect(starts.has(String(span.model_request_start_id))).toBe(true);
    expect(
      events
        .filter(({ type }) => type === "agent.tool_use")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expect.arrayContaining(["map", "map", "map", "reduce", "verify"]));
    expect(JSON.stringify(events)).not.toMatch(/settlement|ledger|04:35/);
  });

  it("sends its key to the endpoint and the parts that all requests share first", async () => {
    const { body } = await prepare(model);
    await world.attempt((await createDream(world.ctx(), body)).id);
    const [first] = server.asked;
    const isAnthropic = model.startsWith("claude-");
    expect(first?.headers["x-api-key"]).toBe(isAnthropic ? "key-1" : undefined);
    expect(JSON.stringify(first?.body).includes('"cache_control":{"type":"ephemeral"}')).toBe(isAnthropic);
    expect(new Set(server.asked.filter(({ step }) => step === "map").map(({ system }) => system)).size).toBe(1);
  });
});

describe("answers that were paid for", () => {
  it("are not asked for again by a later dream over the same sessions, which still proposes the same", async () => {
    const { body } = await prepare();
    const first = await createDream(world.ctx(), body);
    await world.attempt(first.id);
    const asked = server.asked.length;
    const second = await createDream(world.ctx(), body);
    const dream = await world.attempt(second.id);
    expect(server.asked).toHaveLength(asked);
    expect(dream.usage).toMatchObject({ input_tokens: 0, output_tokens: 0 });
    const claims = async (dreamId: string) =>
      (await listInsights(world.ctx(), { dreamId, limit: 100 })).data.map(
        ({ identity, state }) => `${identity} ${state}`,
      );
    expect(await claims(second.id)).toEqual(await claims(first.id));
  });

  it("are all that is left to do for an attempt after a crash between two map steps", async () => {
    vi.stubEnv("REVERIE_MODEL_CONCURRENCY", "1");
    const { body } = await prepare();
    const { id } = await createDream(world.ctx(), body);
    const stop = new AbortController();
    server.brain = (question, index) => {
      if (index === 2) stop.abort();
      return { answer: honestAnswer(question) };
    };
    expect(await world.attempt(id, { signal: stop.signal })).toMatchObject({ status: "running" });
    expect(await resultsKept()).toEqual(["map", "map"]);
    const before = server.asked.length;
    server.brain = (question) => ({ answer: honestAnswer(question) });
    expect(await world.attempt(id)).toMatchObject({ status: "completed" });
    expect(server.asked.slice(before).filter(({ step }) => step === "map")).toHaveLength(1);
  });

  it("are all that is left to do after the worker's process was killed between two map steps", async () => {
    const { body } = await prepare();
    const { id } = await createDream(world.ctx(), body);
    let reachThird = () => {};
    const third = new Promise<void>((resolve) => {
      reachThird = resolve;
    });
    server.brain = async (question, index) => {
      if (index < 2) return { answer: honestAnswer(question) };
      reachThird();
      return { silentMs: 20_000 };
    };
    const script = join(import.meta.dirname, "testing/attempt-process.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script, world.url(), id], {
      stdio: "ignore",
      env: { ...process.env, REVERIE_MODEL_CONCURRENCY: "1" },
    });
    await third;
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await resultsKept()).toEqual(["map", "map"]);
    const before = server.asked.length;
    server.brain = (question) => ({ answer: honestAnswer(question) });
    // The dead worker's lease runs out, which takes a quarter of a minute by itself.
    await world.pool().query("UPDATE dream SET heartbeat_at = now() - interval '1 minute' WHERE id = $1", [id]);
    expect(await world.attempt(id)).toMatchObject({ status: "completed" });
    expect(server.asked.slice(before).filter(({ step }) => step === "map")).toHaveLength(1);
  }, 60_000);

  it("are forgotten with the sessions and the events that they were made from", async () => {
    const { body, sessionIds } = await prepare();
    await world.attempt((await createDream(world.ctx(), body)).id);
    expect(await resultsKept()).toEqual(expect.arrayContaining(["map", "reduce", "verify"]));
    const rewrite = "UPDATE session_event SET payload = $2 WHERE session_id = $1 AND sequence = 1";
    await world.pool().query(rewrite, [sessionIds[0], JSON.stringify({ content: [{ type: "redacted" }] })]);
    expect(await resultsKept()).toEqual(["map", "map"]);
    await deleteSession(world.ctx(), sessionIds[1] ?? "");
    expect(await resultsKept()).toEqual(["map"]);
  });
});

describe("a redaction while a model thinks", () => {
  it("stops the attempt at the next answer, and the next one shows the model nothing of the text", async () => {
    const { body, storeId } = await prepare();
    const { id } = await createDream(world.ctx(), body);
    const ctx = { ...world.ctx(), scrubbers: [scrubRedactedVersions, scrubModelResults] };
    const memory = await world
      .pool()
      .query<{ id: string }>("SELECT id FROM memory WHERE memory_store_id = $1", [storeId]);
    let isRedacted = false;
    server.brain = async (question) => {
      if (question.step === "reduce" && !isRedacted) {
        isRedacted = true;
        const target = { memoryStoreId: storeId, memoryId: memory.rows[0]?.id ?? "" };
        await redactMemory(ctx, { ...target, text: "the treasury desk", scope: "memory" });
      }
      return { answer: honestAnswer(question) };
    };
    expect(await world.attempt(id)).toMatchObject({ status: "running" });
    expect(await resultsKept()).toEqual(["map", "map", "map"]);
    expect(server.asked.filter(({ step }) => step === "verify")).toEqual([]);
    const before = server.asked.length;
    expect(await world.attempt(id)).toMatchObject({ status: "completed" });
    expect(server.asked.slice(before).some(({ prompt }) => prompt.includes("treasury desk"))).toBe(false);
  });
});

describe("the limits of a dream", () => {
  it("stop it before the first request when the sessions cannot fit, and keep the store as it was", async () => {
    const { body, storeId } = await prepare("tiny-1", { budget: { max_tokens: 500 } });
    const dream = await world.attempt((await createDream(world.ctx(), body)).id);
    expect(dream).toMatchObject({
      status: "failed",
      error: { type: "budget_exceeded", message: expect.stringContaining("500 tokens") },
    });
    expect(server.asked).toEqual([]);
    expect(await world.filesOf(storeId)).toEqual({ "/services/settlement.md": note });
  });

  it("refuse a limit in money for a model whose price nobody knows", async () => {
    const { body } = await prepare("tiny-1", { budget: { max_cost: 1 } });
    await expect(createDream(world.ctx(), body)).rejects.toMatchObject({ status: 400 });
    vi.stubEnv("REVERIE_MODEL_PRICES", "tiny=0.1/0.2");
    expect((await createDream(world.ctx(), body)).status).toBe("pending");
  });

  it("can be seen before the start, in tokens and in money", async () => {
    const { body } = await prepare("claude-haiku-4-5");
    const estimate = await estimateDream(world.ctx(), body);
    expect(estimate).toMatchObject({ model: "claude-haiku-4-5", is_cost_known: true });
    expect(estimate.input_tokens).toBeGreaterThan(1_000);
    expect(estimate.cost).toBeGreaterThan(0);
    expect(server.asked).toEqual([]);
  });
});

describe("an endpoint that does not work", () => {
  it("fails the dream with what it said when no session could be read", async () => {
    const { body } = await prepare();
    server.brain = () => ({ status: 401, message: "the transcript says hello" });
    const dream = await world.attempt((await createDream(world.ctx(), body)).id);
    expect(dream).toMatchObject({ status: "failed", error: { type: "model_unavailable" } });
    expect(dream.error?.message).toContain("401");
    expect(dream.error?.message).not.toContain("hello");
  });

  it("leaves a dream that names no model of the lists with 400 and the list", async () => {
    const { body } = await prepare("other-1");
    await expect(createDream(world.ctx(), body)).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/reverie-deterministic-1, .*tiny-1/),
    });
  });
});
