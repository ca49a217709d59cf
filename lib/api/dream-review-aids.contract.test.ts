import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { dream, dreamChangesPage, dreamReviewed } from "@/lib/contract/dream";
import { dreamComparison, dreamEstimate, dreamMerge, dreamOverlap, dreamSeen } from "@/lib/contract/dream-review";
import { slipTranscript } from "@/lib/dream/testing/slip-transcript";
import { useApiServer } from "./testing/api-server";
import { useDreamWorker } from "./testing/dream-worker";
import { expectError } from "./testing/expect-error";

const api = useApiServer();
useDreamWorker();

const model = "reverie-deterministic-1";

async function send<T extends z.ZodType>(
  path: string,
  schema: T,
  body?: unknown,
  apiKey?: string,
): Promise<z.infer<T>> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await api.send(`/v1${path}`, { ...init, ...(apiKey === undefined ? {} : { apiKey }) });
  const text = await answer.text();
  expect({ status: answer.status, text }).toMatchObject({ status: 200 });
  return schema.parse(JSON.parse(text));
}

const post = (path: string, body: unknown, apiKey?: string) =>
  api.send(`/v1${path}`, { method: "POST", body: JSON.stringify(body), ...(apiKey === undefined ? {} : { apiKey }) });

async function makeInputs() {
  const { memoryStores } = api.client().beta;
  const store = await memoryStores.create({ name: "team" });
  const memory = await memoryStores.memories.create(store.id, {
    path: "/notes.md",
    content: "# Notes\n\nUse `kubectl -n payments` for the payment pods.\n",
  });
  const session_ids: string[] = [];
  for (const day of [1, 2, 3]) {
    const session = await send("/sessions", z.looseObject({ id: z.string() }), {
      agent: `triage-${day}`,
      environment_id: "elsewhere",
      reverie: { recorded: true },
    });
    await send(`/sessions/${session.id}/events`, z.unknown(), { events: slipTranscript(day) });
    session_ids.push(session.id);
  }
  const inputs: Anthropic.Beta.DreamCreateParams["inputs"] = [
    { type: "memory_store", memory_store_id: store.id },
    { type: "sessions", session_ids },
  ];
  return { store, memory, inputs };
}

async function makeDream(inputs: Anthropic.Beta.DreamCreateParams["inputs"]): Promise<string> {
  const { dreams } = api.client().beta;
  const { id } = await dreams.create({ inputs, model });
  await expect
    .poll(async () => (await dreams.retrieve(id)).status, { timeout: 20_000, interval: 100 })
    .toBe("completed");
  return id;
}

async function dreamt() {
  const made = await makeInputs();
  const id = await makeDream(made.inputs);
  const { data, review_digest } = await send(`/dreams/${id}/changes`, dreamChangesPage);
  const change = data[0];
  if (change === undefined) throw new Error("the dream proposes something");
  return { ...made, id, change, review_digest };
}

describe("POST /v1/dreams/{id}/seen", () => {
  it("marks what was looked at, and the list tells each caller their own mark", async () => {
    const { id, change } = await dreamt();
    expect(change).toMatchObject({ revision: 1, seen_revision: null, is_stale: false });
    const seen = await send(`/dreams/${id}/seen`, dreamSeen, { changes: [{ change_id: change.id, revision: 1 }] });
    expect(seen).toMatchObject({ dream_id: id, seen: 1 });
    const other = await api.makeKey({ roles: ["reviewer"] });
    const theirs = await send(`/dreams/${id}/changes`, dreamChangesPage, undefined, other);
    expect(theirs.data[0]?.seen_revision).toBeNull();
    const decided = await send(
      `/dreams/${id}/review`,
      dreamReviewed,
      { decisions: [{ change_id: change.id, decision: "reject" }] },
      other,
    );
    expect(decided.changes[0]?.revision).toBe(2);
    const mine = await send(`/dreams/${id}/changes`, dreamChangesPage);
    expect(mine.data[0]).toMatchObject({ revision: 2, seen_revision: 1 });
    expect(await send(`/dreams/${id}/seen`, dreamSeen, {})).toMatchObject({ unseen: 0 });
  });

  it("refuses unknown changes and broken bodies with 400, a hidden dream with 404", async () => {
    const { id, change } = await dreamt();
    for (const body of [
      { changes: [{ change_id: "dchg_none", revision: 1 }] },
      { changes: [{ change_id: change.id, revision: 0 }] },
      { changes: [{ change_id: change.id }] },
      { surprise: true },
    ]) {
      await expectError(await post(`/dreams/${id}/seen`, body), 400, "invalid_request_error");
    }
    await expectError(await post("/dreams/drm_none/seen", {}), 404, "not_found_error");
    const blind = await api.makeKey({ permissions: ["memory:read"] });
    await expectError(await post(`/dreams/${id}/seen`, {}, blind), 404, "not_found_error");
  });
});

describe("GET /v1/dreams/{id}/conflicts", () => {
  it("names the other open proposal that edits the same lines", async () => {
    const first = await dreamt();
    const other = await makeDream(first.inputs);
    const { data } = await send(`/dreams/${first.id}/conflicts`, pageOf(dreamOverlap));
    expect(data.map((overlap) => overlap.with.dream_id)).toContain(other);
    await send(`/dreams/${other}/discard`, dream, { comment: "The other one is better." });
    expect((await send(`/dreams/${first.id}/conflicts`, pageOf(dreamOverlap))).data).toEqual([]);
  });

  it("refuses a forged cursor and a limit beyond 100 with 400, a hidden dream with 404", async () => {
    const { id } = await dreamt();
    for (const query of ["page=page_x", "limit=101", "limit=0"]) {
      await expectError(await api.send(`/v1/dreams/${id}/conflicts?${query}`), 400, "invalid_request_error");
    }
    await expectError(await api.send("/v1/dreams/drm_none/conflicts"), 404, "not_found_error");
  });
});

describe("GET /v1/dreams/{id}/compare", () => {
  it("says of a dream over the same inputs that all is the same", async () => {
    const first = await dreamt();
    const other = await makeDream(first.inputs);
    const found = await send(`/dreams/${other}/compare?with=${first.id}`, dreamComparison);
    expect(found).toMatchObject({ dream_id: other, with_dream_id: first.id, changes: { new: 0, gone: 0, changed: 0 } });
    expect(found.data.every(({ standing }) => standing === "same")).toBe(true);
  });

  it("refuses a dream of another store and a missing one", async () => {
    const [one, two] = [await dreamt(), await dreamt()];
    const path = `/v1/dreams/${one.id}/compare`;
    await expectError(await api.send(`${path}?with=${two.id}`), 400, "invalid_request_error");
    await expectError(await api.send(path), 400, "invalid_request_error");
    await expectError(await api.send(`${path}?with=drm_none`), 404, "not_found_error");
    await expectError(await api.send(`/v1/dreams/drm_none/compare?with=${one.id}`), 404, "not_found_error");
  });
});

describe("GET /v1/dreams/{id}/changes/{change_id}/merge", () => {
  it("gives base, proposal and live text of a file that moved, and the list calls it stale", async () => {
    const { id, store, memory } = await dreamt();
    const { memories } = api.client().beta.memoryStores;
    await memories.update(memory.id, { memory_store_id: store.id, content: "# Moved\n" });
    const { data } = await send(`/dreams/${id}/changes`, dreamChangesPage);
    const stale = data.find((change) => change.base?.memory_id === memory.id);
    if (stale === undefined) throw new Error("the dream proposes to correct the file");
    expect(stale.is_stale).toBe(true);
    const merge = await send(`/dreams/${id}/changes/${stale.id}/merge`, dreamMerge);
    expect(merge).toMatchObject({ change_id: stale.id, live: { content: "# Moved\n", path: "/notes.md" } });
    expect(merge.base).toContain("# Notes");
  });

  it("refuses without memory:read, and what is not there", async () => {
    const { id, change } = await dreamt();
    const limited = await api.makeKey({ permissions: ["dream:read", "dream:review"] });
    const path = `/v1/dreams/${id}/changes`;
    await expectError(await api.send(`${path}/${change.id}/merge`, { apiKey: limited }), 403, "permission_error");
    await expectError(await api.send(`${path}/dchg_none/merge`), 404, "not_found_error");
    await expectError(await api.send(`/v1/dreams/drm_none/changes/${change.id}/merge`), 404, "not_found_error");
  });
});

describe("two reviewers over HTTP", () => {
  it("the slower one gets 409 with who decided, once, and nothing is overwritten", async () => {
    const { id, change } = await dreamt();
    const decide = (decision: string) =>
      post(`/dreams/${id}/review`, {
        decisions: [{ change_id: change.id, decision, expected_decision: "pending" }],
      });
    expect((await decide("reject")).status).toBe(200);
    const refused = await decide("approve");
    expect(refused.headers.get("x-should-retry")).toBe("false");
    const error = await expectError(refused, 409, "conflict_error");
    expect(error).toMatchObject({ reverie: { decided: [{ change_id: change.id, decision: "rejected" }] } });
  });
});

describe("POST /v1/dreams/{id}/discard", () => {
  it("keeps why, and refuses a comment that is no text", async () => {
    const { id } = await dreamt();
    await expectError(await post(`/dreams/${id}/discard`, { comment: 7 }), 400, "invalid_request_error");
    await expectError(await post(`/dreams/${id}/discard`, { why: "x" }), 400, "invalid_request_error");
    const discarded = await send(`/dreams/${id}/discard`, dream, { comment: "Not worth it." });
    expect(discarded.reverie.review).toMatchObject({ state: "discarded", comment: "Not worth it." });
  });
});

describe("POST /v1/dreams/estimate", () => {
  it("estimates a create body and starts nothing", async () => {
    const { inputs, store } = await makeInputs();
    const estimate = await send("/dreams/estimate", dreamEstimate, { inputs, model });
    expect(estimate).toMatchObject({ sessions: 3, input_tokens: 0, output_tokens: 0, cost: 0, model });
    expect(estimate.events).toBeGreaterThanOrEqual(18);
    const answer = await api.send(`/v1/dreams?memory_store_id=${store.id}`);
    expect(await answer.json()).toMatchObject({ data: [] });
  });

  it("refuses as a create would", async () => {
    const { inputs } = await makeInputs();
    const [store, sessions] = inputs;
    for (const body of [
      { inputs },
      { inputs: [store], model },
      { inputs, model: "claude-unknown" },
      { inputs, model, x: 1 },
    ]) {
      await expectError(await post("/dreams/estimate", body), 400, "invalid_request_error");
    }
    const gone = { type: "memory_store", memory_store_id: "memstore_none" };
    await expectError(await post("/dreams/estimate", { inputs: [gone, sessions], model }), 404, "not_found_error");
    const viewer = await api.makeKey({ roles: ["viewer"] });
    await expectError(await post("/dreams/estimate", { inputs, model }, viewer), 403, "permission_error");
  });
});
