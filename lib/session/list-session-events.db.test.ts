import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { type EventFilter, listSessionEvents } from "./list-session-events";
import { sendSessionEvents } from "./send-session-events";
import { buildCtx, makeRecorded } from "./testing/session-world";

const database = useTestDatabase();

const text = (words: string) => [{ type: "text", text: words }];

async function makeTranscript(ctx: Ctx): Promise<string> {
  const { id } = await makeRecorded(ctx);
  await sendSessionEvents(ctx, id, {
    events: [
      { type: "agent.tool_use", id: "good", name: "Bash", input: { command: "ls" } },
      { type: "agent.tool_result", tool_use_id: "good", content: text("is_error: true"), is_error: false },
      { type: "agent.tool_use", id: "bad", name: "Bash", input: { command: "cat missing" } },
      { type: "agent.tool_result", tool_use_id: "bad", content: text("no such file"), is_error: true },
      { type: "agent.message", content: text("It failed.") },
      {
        type: "session.error",
        error: { type: "overloaded", message: "try later", retry_status: { type: "terminal" } },
      },
    ],
  });
  return id;
}

const list = (ctx: Ctx, id: string, filter: Partial<EventFilter> = {}) =>
  listSessionEvents(ctx, id, { view: "full", order: "asc", limit: 100, ...filter });

describe("a session's events", () => {
  it("can be narrowed to what failed: results that say so and errors of the session, never by their words", async () => {
    const ctx = buildCtx(database.pool());
    const id = await makeTranscript(ctx);
    const { data } = await list(ctx, id, { onlyErrors: true });
    expect(data.map((event) => event.type)).toEqual(["agent.tool_result", "session.error"]);
    expect(data[0]).toMatchObject({ is_error: true });
    expect((await list(ctx, id, { onlyErrors: false })).data).toHaveLength(6);
  });

  it("can be narrowed to the calls of one tool, by its whole name", async () => {
    const ctx = buildCtx(database.pool());
    const id = await makeTranscript(ctx);
    const { data } = await list(ctx, id, { toolName: "Bash" });
    expect(data.map((event) => event.input)).toEqual([{ command: "ls" }, { command: "cat missing" }]);
    expect((await list(ctx, id, { toolName: "Bas" })).data).toEqual([]);
    expect((await list(ctx, id, { toolName: "Bash", limit: 1, view: "basic" })).next_page).not.toBeNull();
  });

  it("are the same events in the same order without their contents", async () => {
    const ctx = buildCtx(database.pool());
    const id = await makeTranscript(ctx);
    const { data: full } = await list(ctx, id);
    const { data: basic } = await list(ctx, id, { view: "basic", onlyErrors: false });
    expect(basic.map((event) => event.id)).toEqual(full.map((event) => event.id));
    for (const event of basic) expect(Object.keys(event)).not.toContain("content");
    const { data: found } = await list(ctx, id, { view: "basic", text: "NO SUCH", onlyErrors: true });
    expect(found.map((event) => event.id)).toEqual([full[3]?.id]);
  });
});

interface RawEvent {
  id: string;
  sequence: number;
  type: string;
  payload: Record<string, unknown>;
  processed_at: Date;
  listed_at: Date;
}

const texts = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
};
const toolUses = ["agent.tool_use", "agent.mcp_tool_use", "agent.custom_tool_use"];

/** The same filter by the plainest means. */
function isWanted(event: RawEvent, filter: Partial<EventFilter>): boolean {
  const at = event.processed_at.getTime();
  const { types, processedAfter, processedFrom, processedBefore, processedUntil, text: sought, toolName } = filter;
  return (
    (types === undefined || types.includes(event.type)) &&
    (processedAfter === undefined || at > processedAfter.getTime()) &&
    (processedFrom === undefined || at >= processedFrom.getTime()) &&
    (processedBefore === undefined || at < processedBefore.getTime()) &&
    (processedUntil === undefined || at <= processedUntil.getTime()) &&
    (!sought || texts(event.payload).some((words) => words.toLowerCase().includes(sought.toLowerCase()))) &&
    (filter.onlyErrors !== true || event.payload.is_error === true || event.type === "session.error") &&
    (toolName === undefined || (toolUses.includes(event.type) && event.payload.name === toolName))
  );
}

describe("any filter of any transcript", () => {
  const startMs = Date.UTC(2026, 0, 1);
  const tick = fc.nat(4).map((ms) => new Date(startMs + ms));
  const words = fc.constantFrom("100%", "100 %", "a_b", "axb", 'say "hi"', "back\\slash", "Éclair", "éCLAIR", "plain");
  const anyEvent = fc.record({
    kind: fc.constantFrom("message", "call", "mcp", "failed", "answered", "error"),
    words,
    tool: fc.constantFrom("Bash", "bash", "100%"),
    at: fc.option(tick),
  });
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
  const anyFilter = fc.record({
    types: optional(fc.subarray(["agent.message", "agent.tool_use", "agent.tool_result", "session.error"])),
    processedAfter: optional(tick),
    processedFrom: optional(tick),
    processedBefore: optional(tick),
    processedUntil: optional(tick),
    text: optional(fc.oneof(words, fc.constantFrom("%", "_", "\\", '"', "É", "type", "CLAIR", ""))),
    onlyErrors: optional(fc.boolean()),
    toolName: optional(fc.constantFrom("Bash", "bash", "100%", "claim")),
    order: fc.constantFrom("asc" as const, "desc" as const),
    limit: fc.integer({ min: 1, max: 6 }),
  });

  function sent(event: { kind: string; words: string; tool: string; at: Date | null }, index: number): object[] {
    const id = `e${index}`;
    const when = event.at === null ? {} : { processed_at: event.at.toISOString() };
    const call = { type: "agent.tool_use", id, name: event.tool, input: { deep: { words: event.words } }, ...when };
    const answer = { type: "agent.tool_result", tool_use_id: id, content: text(event.words), ...when };
    if (event.kind === "message") return [{ type: "agent.message", content: text(event.words), ...when }];
    if (event.kind === "call") return [call];
    if (event.kind === "mcp") return [{ ...call, type: "agent.mcp_tool_use", mcp_server_name: "board" }];
    if (event.kind === "failed") return [call, { ...answer, is_error: true }];
    if (event.kind === "answered") return [call, answer];
    const error = { type: "overloaded", message: event.words, retry_status: { type: "terminal" } };
    return [{ type: "session.error", error, ...when }];
  }

  async function allPages(ctx: Ctx, id: string, filter: Partial<EventFilter>) {
    const pages: string[][] = [];
    for (let page: string | undefined; ; ) {
      const answer = await list(ctx, id, { ...filter, page });
      pages.push(answer.data.map((event) => event.id));
      if (answer.next_page === null) return pages;
      page = answer.next_page;
    }
  }

  it("gives what a plain reading gives, in pages that fit together, from the start and around any event", async () => {
    const ctx = buildCtx(database.pool());
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent, { minLength: 1, maxLength: 12 }),
        fc.array(anyFilter, { minLength: 6, maxLength: 6 }),
        fc.nat(),
        async (events, filters, pick) => {
          const { id } = await makeRecorded(ctx);
          await sendSessionEvents(ctx, id, { events: events.flatMap(sent) });
          const { rows } = await database
            .pool()
            .query<RawEvent>("SELECT * FROM session_event WHERE session_id = $1", [id]);
          const inOrder = rows.sort((a, b) => a.listed_at.getTime() - b.listed_at.getTime() || a.sequence - b.sequence);
          for (const filter of filters) {
            const wanted = inOrder.filter((event) => isWanted(event, filter)).map((event) => event.id);
            if (filter.order === "desc") wanted.reverse();
            const pages = await allPages(ctx, id, filter);
            expect(pages.flat()).toEqual(wanted);
            for (const page of pages.slice(0, -1)) expect(page).toHaveLength(filter.limit);

            const anchor = inOrder[pick % inOrder.length];
            const aroundEventId = anchor?.id ?? "";
            const around = await allPages(ctx, id, { ...filter, aroundEventId });
            const at = wanted.indexOf(aroundEventId);
            if (at === -1) continue;
            const begin = Math.max(0, at - Math.floor((filter.limit - 1) / 2));
            expect(around[0]).toContain(aroundEventId);
            expect(around.flat()).toEqual(wanted.slice(begin));
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it("keeps its pages whole while events arrive", async () => {
    const ctx = buildCtx(database.pool());
    const { id } = await makeRecorded(ctx);
    const say = (words: string, ms: number) => ({
      type: "agent.message",
      content: text(words),
      processed_at: new Date(startMs + ms).toISOString(),
    });
    const send = (...events: object[]) => sendSessionEvents(ctx, id, { events });
    await send(...Array.from({ length: 9 }, (_, index) => say(`${index}`, 10 * Math.floor(index / 3))));
    const before = (await list(ctx, id)).data.map((event) => event.id);
    const first = await list(ctx, id, { limit: 4 });
    // One before the place of the next page, one after it, one at the end.
    const [early, within, late] = (await send(say("early", 0), say("within", 10), say("late", 99))).data;
    const rest = await list(ctx, id, { limit: 100, page: first.next_page ?? "" });
    const seen = [...first.data, ...rest.data].map((event) => event.id);
    expect(seen.filter((event) => before.includes(event))).toEqual(before);
    expect(seen).toEqual(expect.arrayContaining([within?.id, late?.id]));
    expect(seen).not.toContain(early?.id);
  });
});
