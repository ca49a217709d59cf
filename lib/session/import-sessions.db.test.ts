import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { archiveSession } from "./archive-session";
import { importSessions } from "./import-sessions";
import { claudeCodeLines, openaiMessages, type Step } from "./importers/testing/build-transcripts";
import { listSessionEvents } from "./list-session-events";
import { listSessions } from "./list-sessions";
import { sendSessionEvents } from "./send-session-events";
import { actAs, auditedActions, buildCtx } from "./testing/session-world";

const database = useTestDatabase();

let ctx: Ctx;
beforeEach(async () => {
  await database.pool().query("DELETE FROM session");
  ctx = buildCtx(database.pool());
});

const steps = (count: number): Step[] =>
  Array.from({ length: count }, (_, index): Step => {
    if (index % 3 === 0) return { kind: "user", words: `request ${index}` };
    if (index % 3 === 1) return { kind: "agent", words: `thought ${index}` };
    return { kind: "call", name: "bash", input: { command: `step ${index}` }, output: `done ${index}`, failed: false };
  });

const run = (body: string, options: Partial<Parameters<typeof importSessions>[1]> = {}, as = ctx) =>
  importSessions(as, { format: "auto", body, memoryStoreIds: [], ...options });
const events = async (id: string) =>
  (await listSessionEvents(ctx, id, { view: "full", order: "asc", limit: 1000 })).data;
const countSessions = async () =>
  (await listSessions(ctx, { includeArchived: true, order: "desc", limit: 100 })).data.length;

describe("importing transcripts", () => {
  it("makes one recorded session a transcript, idle, with its events in order and its references mapped", async () => {
    const lines = [...claudeCodeLines(steps(9), "aaaa"), ...claudeCodeLines(steps(6), "bbbb")];
    const { data, skipped } = await run(lines.join("\n"));
    expect(skipped).toEqual([]);
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({ status: "idle", reverie: { recorded: true, outcome: "unknown" } });
    const [first] = data;
    const stored = await events(first?.id ?? "");
    expect(stored.length).toBe(first?.reverie.event_count);
    const uses = stored.filter((event) => event.type === "agent.tool_use");
    const results = stored.filter((event) => event.type === "agent.tool_result");
    expect(uses).toHaveLength(3);
    expect(results.map((event) => event.tool_use_id)).toEqual(uses.map((event) => event.id));
    expect(await auditedActions(ctx.pool, first?.id ?? "")).toEqual(["session.import"]);
  });

  it("adds nothing when it is repeated, and only what is new when the source has grown", async () => {
    const grown = claudeCodeLines(steps(12));
    const [first] = (await run(grown.slice(0, 8).join("\n"))).data;
    const before = await events(first?.id ?? "");
    const [again] = (await run(grown.slice(0, 8).join("\n"))).data;
    expect(again).toEqual(first);
    const [third] = (await run(grown.join("\n"))).data;
    expect(third?.id).toBe(first?.id);
    const after = await events(first?.id ?? "");
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
    expect(await auditedActions(ctx.pool, first?.id ?? "")).toEqual(["session.import", "session.import"]);
  });

  it("knows a conversation without ids again when it has grown", async () => {
    const messages = openaiMessages(steps(9));
    const [first] = (await run(JSON.stringify(messages.slice(0, 5)))).data;
    const [grown] = (await run(JSON.stringify(messages))).data;
    expect(grown?.id).toBe(first?.id);
    expect(await countSessions()).toBe(1);
    expect((await run(JSON.stringify(messages))).data[0]).toEqual(grown);
    expect((await run(JSON.stringify(messages.slice(0, 5)))).data[0]).toEqual(grown);
    const other = [...messages.slice(0, 5), { role: "user", content: "another way to go on" }];
    expect((await run(JSON.stringify(other))).data[0]?.id).not.toBe(first?.id);
  });

  it("makes one session when the same transcript is imported twice at once", async () => {
    const body = claudeCodeLines(steps(30)).join("\n");
    const imports = await Promise.all([run(body), run(body), run(body)]);
    expect(new Set(imports.flatMap((answer) => answer.data.map((session) => session.id))).size).toBe(1);
    expect(await countSessions()).toBe(1);
    const stored = await events(imports[0]?.data[0]?.id ?? "");
    expect(new Set(stored.map((event) => event.reverie?.source_id)).size).toBe(stored.length);
  });

  it("reports broken lines and takes the others", async () => {
    const lines = claudeCodeLines(steps(4));
    lines.splice(2, 0, "{broken", "42");
    const { data, skipped } = await run(lines.join("\n"));
    expect(data).toHaveLength(1);
    expect(skipped.map((item) => item.line)).toEqual([3, 4]);
    const nothing = await run("this is no transcript");
    expect(nothing.data).toEqual([]);
    expect(nothing.skipped.length).toBeGreaterThan(0);
  });

  it("attaches the stores it was told to, read-only, and only for who may read them", async () => {
    const { id } = await createMemoryStore(ctx, { name: "notes" });
    const { data } = await run(claudeCodeLines(steps(3)).join("\n"), { memoryStoreIds: [id] });
    expect(data[0]?.resources).toEqual([expect.objectContaining({ memory_store_id: id, access: "read_only" })]);
    const stranger = actAs(ctx, ["session:read", "session:write", "memory:read"], { memstore_other: "read_write" });
    await expect(run("[]", { memoryStoreIds: [id] }, stranger)).rejects.toMatchObject({ status: 404 });
  });

  it("reports, instead of changing, sessions that are archived or out of the importer's sight", async () => {
    const { id } = await createMemoryStore(ctx, { name: "secret" });
    const hidden = claudeCodeLines(steps(3), "hidden").join("\n");
    const closed = claudeCodeLines(steps(3), "closed").join("\n");
    await run(hidden, { memoryStoreIds: [id] });
    const [session] = (await run(closed)).data;
    await archiveSession(ctx, session?.id ?? "");
    const stranger = actAs(ctx, ["session:read", "session:write"], {});
    const fresh = claudeCodeLines(steps(3), "fresh").join("\n");
    const answer = await run([hidden, closed, fresh].join("\n"), {}, stranger);
    expect(answer.data).toHaveLength(1);
    expect(answer.skipped.map((item) => item.reason)).toEqual([
      expect.stringContaining("cannot change"),
      expect.stringContaining("archived"),
    ]);
  });

  it("keeps what was added by hand to an imported session", async () => {
    const body = claudeCodeLines(steps(4)).join("\n");
    const [session] = (await run(body)).data;
    const id = session?.id ?? "";
    const note = { type: "agent.message", content: [{ type: "text", text: "a later remark" }] };
    await sendSessionEvents(ctx, id, { events: [note] });
    const before = await events(id);
    await run(body);
    expect(await events(id)).toEqual(before);
  });

  it("needs session:write", async () => {
    await expect(run("[]", {}, actAs(ctx, ["session:read"]))).rejects.toMatchObject({ status: 403 });
  });
});

const shared = resolve(import.meta.dirname, "../../../shared/data/transcripts");
const real = existsSync(shared) ? readdirSync(shared, { recursive: true, encoding: "utf8" }) : [];
const made = {
  name: "made up",
  open: () => `${JSON.stringify([openaiMessages(steps(9)), openaiMessages(steps(12))])}`,
};

describe.each([
  made,
  ...real
    .filter((file) => /\.(jsonl|json|traj)$/.test(file))
    .sort()
    .map((file) => ({ name: file, open: () => createReadStream(join(shared, file)) })),
])("transcripts of $name", ({ open }) => {
  it("come in whole, and a second import changes nothing", async () => {
    const first = await importSessions(ctx, { format: "auto", body: open(), memoryStoreIds: [] });
    const again = await importSessions(ctx, { format: "auto", body: open(), memoryStoreIds: [] });
    expect(again).toEqual(first);
    expect(new Set(first.data.map((session) => session.id)).size).toBe(first.data.length);
    for (const session of first.data.slice(0, 3)) {
      const { rows } = await database
        .pool()
        .query<{ count: number; last: number }>(
          "SELECT count(*) AS count, max(sequence) AS last FROM session_event WHERE session_id = $1",
          [session.id],
        );
      expect(rows[0]).toEqual({ count: session.reverie.event_count, last: session.reverie.event_count });
    }
  });
});
