import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { dreamChangesPage, dreamModelList, dream as dreamSchema } from "@/lib/contract/dream";
import { dreamInsight } from "@/lib/contract/dream-insight";
import { slipTranscript } from "@/lib/dream/testing/slip-transcript";
import { useApiServer } from "./testing/api-server";
import { useDreamWorker } from "./testing/dream-worker";
import { expectError } from "./testing/expect-error";
import { collect, makeWorkplace } from "./testing/session-workplace";

const api = useApiServer();
useDreamWorker();

const model = "reverie-deterministic-1";

async function makeInputs(files: Record<string, string> = { "/a.md": "text\n" }) {
  const { memoryStores, sessions } = api.client().beta;
  const { agent, environment } = await makeWorkplace(api.client());
  const store = await memoryStores.create({ name: "team" });
  for (const [path, content] of Object.entries(files)) await memoryStores.memories.create(store.id, { path, content });
  const session = await sessions.create({ agent: agent.id, environment_id: environment.id });
  const inputs: Anthropic.Beta.DreamCreateParams["inputs"] = [
    { type: "memory_store", memory_store_id: store.id },
    { type: "sessions", session_ids: [session.id] },
  ];
  return { store, session, inputs };
}

/** A transcript of a foreign agent, brought in as the documentation says. */
async function recordSlip(day: number): Promise<string> {
  const send = async (path: string, body: unknown) => {
    const answer = await api.send(path, { method: "POST", body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
    return z.looseObject({ id: z.string().optional() }).parse(await answer.json());
  };
  const session = await send("/v1/sessions", {
    agent: `triage-${day}`,
    environment_id: "elsewhere",
    reverie: { recorded: true },
  });
  await send(`/v1/sessions/${session.id}/events`, { events: slipTranscript(day) });
  return session.id ?? "";
}

async function ended(id: string): Promise<Anthropic.Beta.BetaDream> {
  const { dreams } = api.client().beta;
  await expect
    .poll(async () => (await dreams.retrieve(id)).ended_at, { timeout: 20_000, interval: 100 })
    .not.toBeNull();
  return dreams.retrieve(id);
}

describe("dreams through the official SDK", () => {
  it("creates a pending dream, runs it to a new store, and archives it", async () => {
    const { dreams, memoryStores, sessions } = api.client().beta;
    const { store, session, inputs } = await makeInputs();
    const created = await dreams.create({ inputs, model, instructions: "Keep it short." });
    expect(dreamSchema.parse(created)).toMatchObject({
      type: "dream",
      status: "pending",
      inputs: [
        { type: "memory_store", memory_store_id: store.id },
        { type: "sessions", session_ids: [session.id] },
      ],
      outputs: [],
      instructions: "Keep it short.",
      output_behavior: { type: "create_new" },
      model: { id: model },
      ended_at: null,
    });
    const done = await ended(created.id);
    expect(done).toMatchObject({ status: "completed", error: null, usage: { input_tokens: 0, output_tokens: 0 } });
    const outputId = done.outputs[0]?.memory_store_id ?? "";
    expect(outputId).not.toBe(store.id);
    const memories = await collect(memoryStores.memories.list(outputId, { view: "full" }));
    expect(memories).toMatchObject([{ type: "memory", path: "/a.md", content: "text\n" }]);
    const events = await collect(sessions.events.list(done.session_id ?? ""));
    expect(events.at(0)?.type).toBe("session.status_running");
    const archived = await dreams.archive(created.id);
    expect(archived).toMatchObject({ status: "completed" });
    expect(archived.archived_at).not.toBeNull();
    expect(await dreams.archive(created.id)).toEqual(archived);
    expect(await dreams.retrieve(created.id)).toEqual(archived);
    const listed = await collect(dreams.list());
    expect(listed.some((dream) => dream.id === created.id)).toBe(false);
    const all = await collect(dreams.list({ include_archived: true, statuses: ["completed"], limit: 1 }));
    expect(all.some((dream) => dream.id === created.id)).toBe(true);
    await expect(dreams.cancel(created.id)).rejects.toBeInstanceOf(Anthropic.BadRequestError);
  });

  it("filters the list by times that exclude themselves", async () => {
    const { dreams } = api.client().beta;
    const { inputs } = await makeInputs();
    const dream = await dreams.create({ inputs, model: { id: model, speed: "standard" } });
    const after = await collect(dreams.list({ "created_at[gt]": dream.created_at }));
    expect(after.some(({ id }) => id === dream.id)).toBe(false);
    const from = new Date(Date.parse(dream.created_at) - 1).toISOString();
    const within = await collect(dreams.list({ "created_at[gt]": from }));
    expect(within.some(({ id }) => id === dream.id)).toBe(true);
    await ended(dream.id);
  });

  it("refuses a second dream into a held store once, with 409 that must not be retried", async () => {
    const { inputs, store } = await makeInputs();
    const into = { type: "update_existing", memory_store_id: store.id } as const;
    const body = JSON.stringify({ inputs, model, output_behavior: into });
    const answers = await Promise.all([1, 2, 3].map(() => api.send("/v1/dreams", { method: "POST", body })));
    const refused = answers.filter((answer) => answer.status === 409);
    // The first may be through before the last is asked.
    expect(refused.length).toBeGreaterThanOrEqual(1);
    for (const answer of refused) {
      expect(answer.headers.get("x-should-retry")).toBe("false");
      const error = await expectError(answer, 409, "conflict_error");
      expect(error.message).toMatch(/drm_/);
    }
    for (const answer of answers.filter(({ status }) => status === 200)) {
      const { id } = dreamSchema.parse(await answer.json());
      expect(await ended(id)).toMatchObject({ status: "completed", outputs: [{ memory_store_id: store.id }] });
    }
  });

  it("cancels", async () => {
    const { dreams } = api.client().beta;
    const { inputs } = await makeInputs();
    const { id } = await dreams.create({ inputs, model });
    const outcome = await dreams.cancel(id).catch((error: unknown) => error);
    // The worker may have been faster.
    if (outcome instanceof Anthropic.BadRequestError) return;
    expect(outcome).toMatchObject({ status: "canceled" });
    expect(await dreams.cancel(id)).toMatchObject({ status: "canceled" });
  });
});

describe("what is refused", () => {
  it("answers 400 for bodies against the rules", async () => {
    const { inputs, store, session } = await makeInputs();
    const [storeInput, sessionsInput] = inputs;
    const bodies: unknown[] = [
      { inputs: [storeInput], model },
      { inputs: [sessionsInput], model },
      { inputs: [storeInput, storeInput, sessionsInput], model },
      { inputs: [...inputs, sessionsInput], model },
      { inputs: [storeInput, { type: "sessions", session_ids: [] }], model },
      { inputs: [storeInput, { type: "sessions", session_ids: [session.id, session.id] }], model },
      {
        inputs: [storeInput, { type: "sessions", session_ids: Array.from({ length: 101 }, (_, i) => `sesn_${i}`) }],
        model,
      },
      { inputs, model: "" },
      { inputs, model: "x".repeat(257) },
      { inputs, model: { id: model, speed: "fast" } },
      { inputs, model: "claude-unknown" },
      { inputs, model, instructions: "" },
      { inputs, model, instructions: "x".repeat(4097) },
      { inputs, model, output_behavior: { type: "update_existing" } },
      { inputs, model, output_behavior: { type: "update_existing", memory_store_id: "memstore_other" } },
      { inputs, model, output_behavior: { type: "elsewhere" } },
      { inputs, model, surprise: true },
      { inputs },
    ];
    for (const body of bodies) {
      const answer = await api.send("/v1/dreams", { method: "POST", body: JSON.stringify(body) });
      await expectError(answer, 400, "invalid_request_error");
    }
    expect(store.archived_at).toBeNull();
  });

  it("answers 404 for what is not there, and 401 without a key", async () => {
    for (const path of ["drm_none", "drm_none/changes", "drm_none/insights"]) {
      await expectError(await api.send(`/v1/dreams/${path}`), 404, "not_found_error");
    }
    for (const path of ["cancel", "archive", "discard", "undo"]) {
      await expectError(await api.send(`/v1/dreams/drm_none/${path}`, { method: "POST" }), 404, "not_found_error");
    }
    await expectError(await api.send("/v1/dreams", { apiKey: null }), 401, "authentication_error");
    await expectError(await api.send("/v1/dreams?statuses[]=asleep"), 400, "invalid_request_error");
    await expectError(await api.send("/v1/dreams?limit=101"), 400, "invalid_request_error");
  });

  it("tells keys apart by permission and reach", async () => {
    const { inputs, store } = await makeInputs();
    const viewer = await api.makeKey({ roles: ["viewer"] });
    const create = (apiKey: string) =>
      api.send("/v1/dreams", { method: "POST", body: JSON.stringify({ inputs, model }), apiKey });
    await expectError(await create(viewer), 403, "permission_error");
    const operator = await api.makeKey({
      roles: ["operator"],
      memory_stores: [{ memory_store_id: store.id, access: "read_only" }],
    });
    const answer = await create(operator);
    const { id } = dreamSchema.parse(await answer.json());
    await ended(id);
    const stranger = await api.makeKey({
      roles: ["operator"],
      memory_stores: [{ memory_store_id: (await makeInputs()).store.id, access: "read_write" }],
    });
    await expectError(await api.send(`/v1/dreams/${id}`, { apiKey: stranger }), 404, "not_found_error");
  });
});

describe("review over HTTP", () => {
  it("lists insights and changes, reviews, applies and undoes", async () => {
    const { store } = await makeInputs({ "/notes.md": "# Notes\n" });
    const { dreams, memoryStores } = api.client().beta;
    const session_ids = [await recordSlip(1), await recordSlip(2), await recordSlip(3)];
    const inputs: Anthropic.Beta.DreamCreateParams["inputs"] = [
      { type: "memory_store", memory_store_id: store.id },
      { type: "sessions", session_ids },
    ];
    const { id } = await dreams.create({ inputs, model });
    await ended(id);
    const get = async <T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> =>
      schema.parse(await (await api.send(`/v1/dreams/${id}/${path}`)).json());
    const post = async (path: string, body: unknown) =>
      (await api.send(`/v1/dreams/${id}/${path}`, { method: "POST", body: JSON.stringify(body) })).json();
    await get("insights", pageOf(dreamInsight));
    const changes = await get("changes?view=full", dreamChangesPage);
    expect(changes.data.length).toBeGreaterThan(0);
    const decisions = changes.data.map((change) => ({ change_id: change.id, decision: "approve" }));
    const reviewed = await post("review", { decisions, comment: "fine" });
    expect(reviewed).toMatchObject({ type: "dream_review", review: { pending: 0, comment: "fine" } });
    await expectError(
      await api.send(`/v1/dreams/${id}/apply`, {
        method: "POST",
        body: JSON.stringify({ review_digest: changes.review_digest }),
      }),
      409,
      "conflict_error",
    );
    const before = await collect(memoryStores.memories.list(store.id, { view: "full" }));
    const applied = await post("apply", { review_digest: reviewed.review_digest });
    expect(applied).toMatchObject({ type: "dream_apply", conflicts: [], review: { state: "applied" } });
    const versions = await collect(memoryStores.memoryVersions.list(store.id));
    expect(versions[0]?.created_by).toMatchObject({ type: "api_actor" });
    const undone = await post("undo", {});
    expect(undone).toMatchObject({ type: "dream_undo", conflicts: [] });
    const after = await collect(memoryStores.memories.list(store.id, { view: "full" }));
    const contents = (list: typeof before) => list.map((item) => ("content" in item ? [item.path, item.content] : []));
    expect(contents(after)).toEqual(contents(before));
  });
});

describe("models", () => {
  it("lists the built-in engine, also to the SDK", async () => {
    const list = dreamModelList.parse(await (await api.send("/v1/models")).json());
    expect(list.data.map((one) => one.id)).toContain(model);
    const viaSdk = await collect(api.client().models.list());
    expect(viaSdk.map((one) => one.id)).toContain(model);
    expect((await api.client().models.retrieve(model)).type).toBe("model");
    await expectError(await api.send("/v1/models/none"), 404, "not_found_error");
  });
});
