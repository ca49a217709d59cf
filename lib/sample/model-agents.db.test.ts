import Anthropic from "@anthropic-ai/sdk";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mounts } from "@/examples/sre/agent";
import { writeIncident } from "@/examples/sre/board";
import { modelMinds } from "@/examples/sre/model-mind";
import { play } from "@/examples/sre/play";
import { createStores } from "@/examples/sre/stores";
import { openSystems } from "@/examples/sre/systems";
import { openTally } from "@/examples/sre/tally";
import { makeWorld } from "@/examples/sre/world";
import { createApi } from "@/lib/api/app";
import { createApiKey } from "@/lib/auth/create-api-key";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { languageModelAt } from "@/lib/dream/models/request-model";
import type { ScriptedCall } from "@/lib/dream/models/testing/answer-with-calls";
import { endpointAt } from "@/lib/dream/models/testing/run-fault";
import type { AskedQuestion } from "@/lib/dream/models/testing/scripted-model-server";
import { useScriptedModel } from "@/lib/dream/models/testing/use-scripted-model";
import { getDemo } from "./get-demo";
import { playDemo } from "./play-demo";
import { removeDemo } from "./remove-demo";
import { startDemo } from "./start-demo";

const database = useTestDatabase();
const server = useScriptedModel();
const context = () => systemContext(database.pool());
const api = createApi();
const answer = async (request: Request) => api.fetch(request);

const incident = `${mounts.board}/incidents/INC-101.md`;
const claimed = {
  number: 101,
  status: "claimed" as const,
  alert: "PaymentsLatencyP99",
  entity: "payments-api",
  claimedBy: "triage-1",
  claimExpires: new Date("2026-03-02T03:30:00Z"),
  fixRef: null,
  lines: ["03-02 02:22 PaymentsLatencyP99 on payments-api, claimed by triage-1"],
};

/** What a good model would do, call by call; the first two come in one answer. */
const triage: ScriptedCall[][] = [
  [
    { name: "read_board", input: {} },
    { name: "view_memory", input: { path: `${mounts.team}/alerts/payments-latency-p99.md` } },
  ],
  [{ name: "create_memory", input: { path: incident, file_text: writeIncident(claimed) } }],
  [{ name: "bash", input: { command: "dbctl load ledger-db" } }],
  [{ name: "bash", input: { command: "dbctl failover ledger-db" } }],
  [{ name: "write_memory", input: { path: `${mounts.runbooks}/runbooks/payments-api.md`, file_text: "- mine" } }],
  [{ name: "bash", input: { command: "pagectl remediator 'dbctl failover ledger-db' --incident INC-101" } }],
  [{ name: "finish", input: { outcome: "solved" } }],
];
const remedy: ScriptedCall[][] = [
  [{ name: "bash", input: { command: "dbctl failover ledger-db" } }],
  [{ name: "view_memory", input: { path: incident } }],
  [
    {
      name: "rename_memory",
      input: {
        path: incident,
        new_path: `${mounts.board}/resolved/INC-101.md`,
        file_text: writeIncident({ ...claimed, status: "resolved" }),
      },
    },
  ],
  [{ name: "finish", input: { outcome: "solved" } }],
];

/** Goes on where the conversation stands: one answer of the model for each of its turns. */
function scriptOf({ system, body }: AskedQuestion): { calls: ScriptedCall[] } {
  const turns = (body.messages as { role: string }[]).filter(({ role }) => role === "assistant").length;
  const role = system.match(/^You are ([a-z]+)/)?.[1];
  const script = role === "remediator" ? remedy : role === "triage" ? triage : [];
  return { calls: script[turns] ?? [] };
}

describe("agents that a language model plays", () => {
  it("triage an alert with the tools and the clock of the scripts", async () => {
    const key = await createApiKey(context(), { name: "demo", roles: ["admin"] });
    const fetch = (url: string | URL | Request, init?: RequestInit) => answer(new Request(url, init));
    const clientOf = (apiKey: string) =>
      new Anthropic({ baseURL: "http://reverie.local", apiKey, fetch, maxRetries: 0 });
    const client = clientOf(key.secret);
    const stores = await createStores(client);
    const whole = makeWorld({ seed: 1 });
    const alert = whole.alerts.find(({ name, causedBy }) => name === "PaymentsLatencyP99" && causedBy !== null);
    if (alert === undefined) throw new Error("The world has this alert.");
    const world = { ...whole, alerts: [alert], deploys: [] };
    const game = { world, systems: openSystems(world), tally: openTally(world), from: 0, to: 24 * 60 };
    server.brain = scriptOf;
    const model = languageModelAt(endpointAt(server, "openai"), "tiny-1");
    const mindOf = modelMinds({ model, maxTokens: 1_000_000, signal: new AbortController().signal });

    const remembering = { client, clientOf, stores, ids: new Map<string, string>(), eventsATime: 100 };
    const [first = ""] = await play({ ...game, remembering, mindOf });

    const [tally] = game.tally.close(game.systems, 0).alerts;
    // Six calls of 90 s, six minutes for the change that triage may not make, and six for the cure.
    expect(tally).toMatchObject({ minutesToMitigate: 6 * 1.5 + 6 + 6, errors: 1, sessions: 2 });
    const board = await client.beta.memoryStores.memories.list(stores.board, { view: "full" });
    expect(board.data).toMatchObject([{ path: "/resolved/INC-101.md" }]);
    const events = JSON.stringify((await client.beta.sessions.events.list(first, { limit: 100 })).data);
    expect(events).toContain("permission denied: only the remediator changes systems");
    expect(events).toContain("This credential may only read this memory store.");
    const told = JSON.stringify(server.asked.map(({ body }) => body.messages));
    expect(told).toContain("CAUSE: payments-api needs");
  });
});

describe("the demo with a language model", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("is refused with a reason where none is configured", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    vi.stubEnv("OPENAI_BASE_URL", "");
    const { secret } = await createApiKey(context(), { name: "admin", roles: ["admin"] });
    const post = (body: object | null) =>
      answer(
        new Request("http://reverie.local/v1/demo", {
          method: "POST",
          headers: { "x-api-key": secret, ...(body === null ? {} : { "content-type": "application/json" }) },
          body: body === null ? null : JSON.stringify(body),
        }),
      );
    const refused = await post({ agents: "model" });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { reverie: { reason: "no_model" } } });
    expect((await post({ agents: "people" })).status).toBe(400);
    expect(await getDemo(context())).toMatchObject({ demo: null });
    // Who asks for nothing gets the scripts.
    expect(await (await post(null)).json()).toMatchObject({ demo: { status: "playing", model: null } });
    await removeDemo(context());
  });

  it("is played to its dream, and on from there, even by a model that does nothing", { timeout: 60_000 }, async () => {
    vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
    server.brain = () => ({ text: "I rather do nothing." });
    expect(await startDemo(context(), { agents: "model" })).toMatchObject({ demo: { model: "tiny-1" } });
    const enough = new AbortController();
    const played = playDemo({ pool: database.pool(), signal: enough.signal, answer, demoDayMs: 0 });
    await expect.poll(async () => (await getDemo(context())).demo?.day, { timeout: 50_000 }).toBe(6);
    enough.abort();
    await expect(played).rejects.toThrow();
    expect(await getDemo(context())).toMatchObject({ demo: { status: "playing", dream_status: "dreaming" } });
    await removeDemo(context());
  });
});
