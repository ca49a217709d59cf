import { describe, expect, test } from "vitest";
import {
  claudeCodeLines,
  collect,
  collectOne,
  ofType,
  typesOf,
} from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";

type Entry = Record<string, unknown>;
let count = 0;

function entry(fields: Entry): Entry {
  count += 1;
  const at = new Date(Date.UTC(2026, 2, 2, 2, 10) + count * 1000).toISOString();
  return {
    uuid: `u${count}`,
    parentUuid: null,
    isSidechain: false,
    sessionId: "s1",
    cwd: "/srv",
    gitBranch: "main",
    timestamp: at,
    ...fields,
  };
}

const user = (content: unknown, fields: Entry = {}) =>
  entry({ type: "user", message: { role: "user", content }, ...fields });
const assistant = (content: unknown, fields: Entry = {}, message: Entry = {}) =>
  entry({ type: "assistant", message: { role: "assistant", model: "m", content, ...message }, ...fields });
const call = (id: string, name = "Bash", input: Entry = { command: "ls" }) => ({ type: "tool_use", id, name, input });
const result = (id: string, content: unknown, isError?: boolean) => ({
  type: "tool_result",
  tool_use_id: id,
  content,
  is_error: isError,
});
const lines = (...entries: Entry[]) => entries.map((item) => JSON.stringify(item)).join("\n");

describe("a Claude Code session", () => {
  test("is known by its session id, keeps when and where it ran, and is named by the first request", async () => {
    const { transcript } = await collectOne(
      "claude-code",
      lines(user("Caveat: not yours", { isMeta: true }), user("Check  the\nalert")),
    );
    expect(transcript).toMatchObject({
      sourceKey: "claude-code:s1",
      title: "Check the alert",
      agentName: "claude-code",
      outcome: "unknown",
      metadata: { source: "claude-code", source_session: "s1", cwd: "/srv", git_branch: "main" },
    });
    expect(transcript.startedAt).toEqual(transcript.events[0]?.processedAt);
  });

  test("takes its title from the summary of one of its own entries, or from a title given by hand", async () => {
    const prompt = user("hello", { uuid: "leaf" });
    const own = { type: "summary", summary: "Fixing the cache", leafUuid: "leaf" };
    const foreign = { type: "summary", summary: "Another talk", leafUuid: "elsewhere" };
    expect((await collectOne("auto", lines(own, foreign, prompt))).transcript.title).toBe("Fixing the cache");
    expect((await collectOne("auto", lines(foreign, prompt))).transcript.title).toBe("hello");
    const given = { type: "custom-title", customTitle: "Mine", sessionId: "s1" };
    expect((await collectOne("auto", lines(prompt, given))).transcript.title).toBe("Mine");
    const command =
      "<command-message>x</command-message>\n<command-name>/init</command-name>\n<command-args>now</command-args>";
    expect((await collectOne("auto", lines(user(command)))).transcript.title).toBe("/init now");
  });

  test("names its agent by what its lines say, then by the importer's choice", async () => {
    const named = lines(user("a", { agentName: "triage-1" }));
    expect((await collectOne("claude-code", named, { agentName: "other" })).transcript.agentName).toBe("triage-1");
    expect((await collectOne("claude-code", lines(user("a")), { agentName: "other" })).transcript.agentName).toBe(
      "other",
    );
  });

  test("marks notes of the program and summaries as no evidence, and errors of the service as such", async () => {
    const { transcript } = await collectOne(
      "claude-code",
      lines(
        user("do it"),
        user("Caveat", { isMeta: true }),
        user("This session is continued", { isCompactSummary: true }),
        assistant(
          [{ type: "text", text: "API Error: 529 Overloaded" }],
          { isApiErrorMessage: true },
          { model: "<synthetic>" },
        ),
      ),
    );
    expect(transcript.events.map((event) => [event.type, event.trusted])).toEqual([
      ["user.message", true],
      ["user.message", false],
      ["user.message", false],
      ["session.error", false],
    ]);
    expect(transcript.events[3]?.payload).toMatchObject({
      error: { type: "model_overloaded_error", retry_status: { type: "terminal" } },
    });
    expect(transcript.metadata.model).toBeUndefined();
  });

  test("counts the usage of an answer once, however many lines it came in, at its final size", async () => {
    const usage = (output: number) => ({
      id: "msg_1",
      usage: { input_tokens: 3, output_tokens: output, cache_read_input_tokens: 9 },
    });
    const { transcript } = await collectOne(
      "claude-code",
      lines(
        user("go"),
        assistant([{ type: "thinking", thinking: "private" }], {}, usage(1)),
        assistant([{ type: "text", text: "looking" }], {}, usage(1)),
        assistant([call("t1")], {}, usage(40)),
        user([result("t1", "ok")]),
        assistant([call("t2")], {}, usage(40)),
        user([result("t2", "ok")]),
      ),
    );
    expectSound(transcript);
    expect(typesOf(transcript.events)).toEqual([
      "user.message",
      "span.model_request_start",
      "agent.thinking",
      "agent.message",
      "agent.tool_use",
      "agent.tool_result",
      "agent.tool_use",
      "span.model_request_end",
      "agent.tool_result",
    ]);
    expect(ofType(transcript.events, "span.model_request_end")[0]?.payload).toEqual({
      model_request_start_id: "msg_1:start",
      is_error: false,
      model_usage: { input_tokens: 3, output_tokens: 40, cache_creation_input_tokens: 0, cache_read_input_tokens: 9 },
    });
    expect(JSON.stringify(transcript)).not.toContain("private");
  });

  test("shortens ids beyond the wire's limit and still joins what belongs together", async () => {
    const id = "m".repeat(300);
    const usage = { id, usage: { input_tokens: 1, output_tokens: 1 } };
    const { transcript } = await collectOne(
      "claude-code",
      lines(assistant([call(id)], { uuid: id }, usage), user([result(id, "ok")], { uuid: `${id}2` })),
    );
    expectSound(transcript);
    expect(transcript.events).toHaveLength(4);
  });

  test("joins results to calls, with MCP tools under their server", async () => {
    const { transcript } = await collectOne(
      "claude-code",
      lines(
        assistant([call("t1", "mcp__board__claim", { id: "INC-1" })]),
        user([result("t1", [{ type: "text", text: "no" }], true)]),
      ),
    );
    const [use, answer] = transcript.events;
    expect(use).toMatchObject({
      type: "agent.mcp_tool_use",
      payload: { mcp_server_name: "board", name: "claim", input: { id: "INC-1" } },
    });
    expect(answer).toMatchObject({
      type: "agent.mcp_tool_result",
      payload: { mcp_tool_use_id: use?.sourceId, content: [{ type: "text", text: "no" }], is_error: true },
    });
  });

  test("does not trust what came from the web", async () => {
    const { transcript } = await collectOne(
      "claude-code",
      lines(assistant([call("t1", "WebFetch", { url: "u" })]), user([result("t1", "obey")])),
    );
    expect(transcript.events.map((event) => event.trusted)).toEqual([true, false]);
  });

  test("tells a person's refusal, with the reason, from an error", async () => {
    const refusal =
      "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nuse pnpm\n\nNote: The user's next message may contain a correction.";
    const { transcript } = await collectOne(
      "claude-code",
      lines(assistant([call("t1")]), user([result("t1", refusal, true)])),
    );
    expect(transcript.events[1]).toMatchObject({
      type: "user.tool_confirmation",
      payload: { tool_use_id: transcript.events[0]?.sourceId, result: "deny", deny_message: "use pnpm" },
    });
    expectSound(transcript);
  });

  test("reads interruptions, compaction and retried requests as what they are", async () => {
    const { transcript } = await collectOne(
      "claude-code",
      lines(
        user([{ type: "text", text: "[Request interrupted by user for tool use]" }]),
        entry({ type: "system", subtype: "compact_boundary", content: "Conversation compacted", compactMetadata: {} }),
        entry({ type: "system", subtype: "api_error", error: { error: { message: "rate limit" } } }),
        entry({ type: "system", subtype: "turn_duration", durationMs: 3 }),
      ),
    );
    expect(typesOf(transcript.events)).toEqual(["user.interrupt", "agent.thread_context_compacted", "session.error"]);
    expect(transcript.events[2]?.payload).toMatchObject({
      error: { type: "model_rate_limited_error", retry_status: { type: "retrying" } },
    });
  });

  test("gives each sub-agent a thread of its own, also where their lines alternate", async () => {
    const task = call("t1", "Task", { prompt: "find it", subagent_type: "explorer" });
    const side = { isSidechain: true };
    const { transcript } = await collectOne(
      "claude-code",
      lines(
        assistant([task]),
        user("find it", { ...side, uuid: "a1" }),
        user("other", { ...side, uuid: "b1" }),
        assistant([call("t2")], { ...side, uuid: "a2", parentUuid: "a1" }),
        assistant([call("t3")], { ...side, uuid: "b2", parentUuid: "b1" }),
        user([result("t2", "x")], { ...side, uuid: "a3", parentUuid: "a2" }),
      ),
    );
    expectSound(transcript);
    const threads = ofType(transcript.events, "session.thread_created").map((event) => event.payload);
    expect(threads.map((thread) => thread.agent_name)).toEqual(["explorer", "sub-agent"]);
    const uses = ofType(transcript.events, "agent.tool_use").map((event) => event.payload.session_thread_id);
    expect(uses).toEqual([undefined, threads[0]?.session_thread_id, threads[1]?.session_thread_id]);
    expect(ofType(transcript.events, "user.message")).toEqual([]);
    expect(transcript.title).toBeNull();
  });

  test("adds a sub-agent's own file to the session that started it", async () => {
    const file = lines(user("run tests", { isSidechain: true, agentId: "abc", sessionId: "s1" }));
    expect((await collectOne("claude-code", file)).transcript.sourceKey).toBe("claude-code:s1");
  });
});

describe("a stream of Claude Code lines", () => {
  test("holds a session per id, and a session that comes up again goes on under its key", async () => {
    const a = claudeCodeLines([{ kind: "call", name: "Bash", input: {}, output: "late", failed: false }], "a");
    const b = claudeCodeLines([{ kind: "user", words: "x" }], "b");
    const { transcripts, skipped } = await collect("claude-code", [a[0], b[0], a[1]].join("\n"));
    expect(skipped).toEqual([]);
    expect(transcripts.map((item) => item.sourceKey)).toEqual(["claude-code:a", "claude-code:b", "claude-code:a"]);
    const use = transcripts[0]?.events.find((event) => event.type === "agent.tool_use");
    expect(transcripts[2]?.events[0]?.payload.tool_use_id).toBe(use?.sourceId);
  });

  test("reports by line what is broken, foreign, repeated or without its other half, and keeps the rest", async () => {
    const good = user("hello", { uuid: "same" });
    const body = [
      JSON.stringify(good),
      '{"type":"user","uuid":"x","mess',
      JSON.stringify(good),
      JSON.stringify(entry({ type: "hologram" })),
      JSON.stringify(user([result("nowhere", "late")])),
      JSON.stringify({ type: "file-history-snapshot", messageId: "m" }),
      '"just text"',
      JSON.stringify(user("no time", { timestamp: "yesterday" })),
    ].join("\n");
    const { transcripts, skipped } = await collect("claude-code", body);
    expect(transcripts).toHaveLength(1);
    expect(ofType(transcripts[0]?.events ?? [], "user.message")).toHaveLength(2);
    expect(skipped.map((note) => [note.line, note.reason])).toEqual([
      [2, "is not valid JSON"],
      [3, "repeats an entry that was read before"],
      [4, 'left out an entry of unknown type "hologram"'],
      [5, "left out a tool result that answers no call"],
      [7, "is not an entry of a Claude Code session"],
      [8, "the time of this entry cannot be read"],
    ]);
  });

  test("says so when a session holds no messages", async () => {
    const { transcripts, skipped } = await collect(
      "claude-code",
      lines(entry({ type: "system", subtype: "turn_duration" })),
    );
    expect(transcripts).toEqual([]);
    expect(skipped).toEqual([{ kind: "skipped", line: 1, reason: "the session holds no messages" }]);
  });
});
