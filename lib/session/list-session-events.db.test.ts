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
