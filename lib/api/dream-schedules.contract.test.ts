import { describe, expect, it } from "vitest";
import { pageOf } from "@/lib/contract/common";
import { dreamSchedule, dreamScheduleRun } from "@/lib/contract/dream-schedule";
import { useApiServer } from "./testing/api-server";
import { useDreamWorker } from "./testing/dream-worker";
import { expectError } from "./testing/expect-error";

const api = useApiServer();
useDreamWorker();

const send = (method: string, path: string, body?: unknown, apiKey?: string | null) =>
  api.send(`/v1/dream_schedules${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(apiKey === undefined ? {} : { apiKey }),
  });

const makeStore = async () => (await api.client().beta.memoryStores.create({ name: "team" })).id;

async function bodyFor(extra: Record<string, unknown> = {}) {
  const memory_store_id = await makeStore();
  return { memory_store_id, model: "reverie-deterministic-1", cron: "0 5 * * *", timezone: "Europe/Berlin", ...extra };
}

async function make(extra: Record<string, unknown> = {}) {
  const response = await send("POST", "", await bodyFor(extra));
  expect(response.status).toBe(200);
  return dreamSchedule.parse(await response.json());
}

async function recordSession(storeId: string): Promise<string> {
  const response = await api.send("/v1/sessions", {
    method: "POST",
    body: JSON.stringify({
      agent: "triage",
      environment_id: "elsewhere",
      resources: [{ type: "memory_store", memory_store_id: storeId }],
      reverie: { recorded: true },
    }),
  });
  return ((await response.json()) as { id: string }).id;
}

describe("dream schedules", () => {
  it("say when they run next, by the wall clock of their time zone", async () => {
    const made = await make({ cron: " 0  5 * * MON-FRI ", min_new_sessions: 3, instructions: "Keep it short." });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^dsch_/),
      model: "reverie-deterministic-1",
      cron: "0 5 * * MON-FRI",
      timezone: "Europe/Berlin",
      min_new_sessions: 3,
      instructions: "Keep it short.",
      session_filter: {},
      auto_approve: null,
      notify: {},
      service_account_id: expect.stringMatching(/^svac_/),
      state: "active",
      pause_reason: null,
      last_run: null,
      created_by: { type: "api_actor" },
    });
    const hour = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit" });
    expect(hour.format(new Date(made.next_run_at ?? ""))).toBe("05");
    expect(await (await send("GET", `/${made.id}`)).json()).toEqual(made);
  });

  it("are listed newest first, by store, page by page", async () => {
    const [first, second] = [await make(), await make()];
    const list = async (query: string) =>
      pageOf(dreamSchedule).parse(await (await send("GET", `?limit=1${query}`)).json());
    const newest = await list("");
    expect(newest.data).toEqual([second]);
    expect((await list(`&page=${newest.next_page}`)).data).toEqual([first]);
    expect((await list(`&memory_store_id=${first.memory_store_id}`)).data).toEqual([first]);
  });

  it("change in what is given and keep the rest; null sets a member back", async () => {
    const made = await make({ min_new_sessions: 5, instructions: "Short.", session_filter: { agent_ids: ["triage"] } });
    const update = async (body: unknown) => dreamSchedule.parse(await (await send("POST", `/${made.id}`, body)).json());
    const moved = await update({ cron: "30 6 * * *", notify: { emails: ["ada@example.com"] } });
    expect(moved).toMatchObject({ cron: "30 6 * * *", min_new_sessions: 5, notify: { emails: ["ada@example.com"] } });
    expect(moved.next_run_at).not.toBe(made.next_run_at);
    const reset = await update({ min_new_sessions: null, instructions: null, session_filter: null });
    expect(reset).toMatchObject({ min_new_sessions: 1, instructions: null, session_filter: {}, cron: "30 6 * * *" });
    expect(reset.next_run_at).toBe(moved.next_run_at);
  });

  it("pause, resume and end; asking twice changes nothing", async () => {
    const { id } = await make();
    const act = async (verb: string) => dreamSchedule.parse(await (await send("POST", `/${id}/${verb}`)).json());
    const paused = await act("pause");
    expect(paused).toMatchObject({ state: "paused", pause_reason: "requested", next_run_at: null });
    expect(await act("pause")).toEqual(paused);
    const resumed = await act("resume");
    expect(resumed).toMatchObject({ state: "active", pause_reason: null });
    expect(await act("resume")).toEqual(resumed);
    const ended = await send("DELETE", `/${id}`);
    expect(await ended.json()).toEqual({ id, type: "dream_schedule_deleted" });
    await expectError(await send("GET", `/${id}`), 404, "not_found_error");
  });

  it("run when asked: an ordinary dream of the service account over the new sessions, then nothing until there are more", async () => {
    const made = await make();
    const sessionId = await recordSession(made.memory_store_id);
    const runNow = async () => dreamScheduleRun.parse(await (await send("POST", `/${made.id}/run_now`)).json());
    const run = await runNow();
    expect(run).toMatchObject({ trigger: "manual", state: "dreaming", new_sessions: 1, sessions_taken: 1 });
    const dreamId = run.dream_id ?? "";
    const { dreams } = api.client().beta;
    expect((await dreams.retrieve(dreamId)).inputs).toContainEqual({ type: "sessions", session_ids: [sessionId] });
    const lastRun = async () => dreamSchedule.parse(await (await send("GET", `/${made.id}`)).json()).last_run?.state;
    await expect.poll(lastRun, { timeout: 20_000, interval: 100 }).toBe("finished");
    expect(await runNow()).toMatchObject({ state: "skipped", reason: "too_few_sessions", dream_id: null });
    const runs = pageOf(dreamScheduleRun).parse(await (await send("GET", `/${made.id}/runs`)).json());
    expect(runs.data.map((one) => one.state)).toEqual(["skipped", "finished"]);
    const audit = await api.send(`/v1/audit_events?target=${dreamId}&action=dream.create`);
    expect(await audit.json()).toMatchObject({
      data: [{ actor: { type: "service_account_actor", service_account_id: made.service_account_id } }],
    });
  });

  it("cannot run as an account that may not do it", async () => {
    const account = await api.send("/v1/service_accounts", {
      method: "POST",
      body: JSON.stringify({ name: "reader", roles: ["viewer"] }),
    });
    const { id } = (await account.json()) as { id: string };
    const refused = await send("POST", "", await bodyFor({ service_account_id: id }));
    expect((await expectError(refused, 400, "invalid_request_error")).message).toMatch(/dream:write/);
  });

  it.each([
    ["a cron expression of seconds", { cron: "0 0 5 * * *" }],
    ["a nickname", { cron: "@daily" }],
    ["a time that never comes", { cron: "0 5 31 2 *" }],
    ["an unknown time zone", { timezone: "Mars/Olympus" }],
    ["an offset for a time zone", { timezone: "+02:00" }],
    ["a model that is not there", { model: "claude-none" }],
    ["more sessions than a dream takes", { min_new_sessions: 101 }],
    ["an unknown filter", { session_filter: { mood: "good" } }],
    ["an unknown tier", { auto_approve: { tiers: ["certain"], max_risk: "low" } }],
    ["an approval without tiers", { auto_approve: { tiers: [], max_risk: "low" } }],
    ["what is no e-mail address", { notify: { emails: ["ada"] } }],
    ["an account that is not there", { service_account_id: "svac_none" }],
    ["an unknown member", { name: "nightly" }],
  ])("refuse %s with 400", async (_what, extra) => {
    await expectError(await send("POST", "", await bodyFor(extra)), 400, "invalid_request_error");
  });

  it("refuse an archived store and an empty change with 400", async () => {
    const body = await bodyFor();
    await api.client().beta.memoryStores.archive(body.memory_store_id);
    await expectError(await send("POST", "", body), 400, "invalid_request_error");
    const { id } = await make();
    await expectError(await send("POST", `/${id}`, {}), 400, "invalid_request_error");
    await expectError(
      await send("POST", `/${id}`, { memory_store_id: "memstore_other" }),
      400,
      "invalid_request_error",
    );
  });

  it("answer 401 without a credential", async () => {
    const { id } = await make();
    const requests = [
      ["GET", ""],
      ["POST", ""],
      ["GET", `/${id}`],
      ["POST", `/${id}`],
      ["DELETE", `/${id}`],
      ["POST", `/${id}/run_now`],
      ["GET", `/${id}/runs`],
    ] as const;
    for (const [method, path] of requests) {
      await expectError(
        await send(method, path, method === "POST" ? {} : undefined, null),
        401,
        "authentication_error",
      );
    }
  });

  it("are hidden with 404 from whoever does not reach their store", async () => {
    const { id } = await make();
    const other = await makeStore();
    const apiKey = await api.makeKey({
      roles: ["operator", "reviewer"],
      memory_stores: [{ memory_store_id: other, access: "read_write" }],
    });
    for (const [method, path] of [
      ["GET", `/${id}`],
      ["POST", `/${id}/pause`],
      ["POST", `/${id}/run_now`],
      ["GET", `/${id}/runs`],
      ["DELETE", `/${id}`],
    ] as const) {
      await expectError(await send(method, path, undefined, apiKey), 404, "not_found_error");
    }
    await expectError(await send("POST", `/${id}`, { cron: "0 1 * * *" }, apiKey), 404, "not_found_error");
    expect(await (await send("GET", "", undefined, apiKey)).json()).toMatchObject({ data: [] });
    await expectError(await send("POST", "", await bodyFor(), apiKey), 404, "not_found_error");
    await expectError(await send("GET", "/dsch_none"), 404, "not_found_error");
  });

  it("are changed by dream:write alone; approving without a person needs dream:review and memory:write too", async () => {
    const { id } = await make();
    const viewer = await api.makeKey({ roles: ["viewer"] });
    expect((await send("GET", `/${id}`, undefined, viewer)).status).toBe(200);
    await expectError(await send("POST", `/${id}/pause`, {}, viewer), 403, "permission_error");
    const operator = await api.makeKey({ roles: ["operator"] });
    const auto = { auto_approve: { tiers: ["exact"], max_risk: "low" } };
    await expectError(await send("POST", "", await bodyFor(auto), operator), 403, "permission_error");
    await expectError(await send("POST", `/${id}`, auto, operator), 403, "permission_error");
    expect((await send("POST", `/${id}`, { cron: "0 1 * * *" }, operator)).status).toBe(200);
    const approving = await make(auto);
    const detour = { instructions: "Write what I say." };
    await expectError(await send("POST", `/${approving.id}`, detour, operator), 403, "permission_error");
  });

  it("answer 409 to a run while one is under way, and to a resume that something stands against", async () => {
    const made = await make({ session_filter: { scope: "attached" } });
    await recordSession(made.memory_store_id);
    const answers = await Promise.all([1, 2, 3].map(() => send("POST", `/${made.id}/run_now`)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    const runs = pageOf(dreamScheduleRun).parse(await (await send("GET", `/${made.id}/runs`)).json());
    expect(runs.data.filter((run) => run.dream_id !== null)).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 200) await expectError(answer, 409, "conflict_error");

    const stopped = await make();
    await send("POST", `/${stopped.id}/pause`);
    await api.client().beta.memoryStores.delete(stopped.memory_store_id);
    await expectError(await send("POST", `/${stopped.id}/resume`), 409, "conflict_error");
  });
});
