import { describe, expect, it } from "vitest";
import type { EngineSession } from "./engine-input";
import { normaliseSession } from "./normalise-session";
import { recognisableLines } from "./provenance";
import { bash, buildSession, type Step } from "./testing-builders";

const normalise = (session: EngineSession, memory: string[] = []) =>
  normaliseSession(session, 0, recognisableLines(memory));
const calls = (steps: Step[], memory: string[] = []) => normalise(buildSession("a", steps), memory).calls;

describe("normaliseSession", () => {
  it("pairs calls with answers by our id, by the brought id and by the id of another family of tools", () => {
    const session = buildSession("a", []);
    const event = (sequence: number, type: string, payload: Record<string, unknown>) => ({
      id: `sevt_${sequence}`,
      sequence,
      type,
      payload: { type, ...payload },
      processed_at: null,
      occurred_at: null,
      trusted: true,
    });
    const answer = (text: string) => ({ content: [{ type: "text", text }], is_error: false });
    const events = [
      event(4, "agent.mcp_tool_result", { mcp_tool_use_id: "sevt_3", ...answer("three") }),
      event(1, "agent.tool_use", { name: "one", input: {}, reverie: { source_id: "toolu_1" } }),
      event(2, "agent.tool_result", { tool_use_id: "toolu_1", ...answer("one") }),
      event(3, "agent.mcp_tool_use", { name: "three", input: {} }),
      event(5, "agent.custom_tool_use", { name: "five", input: {} }),
      event(6, "user.custom_tool_result", { custom_tool_use_id: "sevt_5", ...answer("five") }),
      event(7, "agent.tool_use", { name: "seven", input: {} }),
    ];
    const found = normalise({ ...session, events }).calls;
    expect(found.map(({ tool, result, outcome }) => [tool, result?.text ?? null, outcome])).toEqual([
      ["one", "one", "ok"],
      ["three", "three", "ok"],
      ["five", "five", "ok"],
      ["seven", null, "unanswered"],
    ]);
  });

  it.each([
    ["an error without a flag", "Error: user not found", false, "failed"],
    ["an error in JSON", '{"error": "no such user"}', false, "failed"],
    ["a text about errors", "Error handling is described below", false, "ok"],
    ["an exit code", "Exit code 2\nmake: ***", true, "failed"],
    ["a refusal", "The user doesn't want to proceed with this tool use. The tool use was rejected", true, "declined"],
    ["an interruption", "[Request interrupted by user for tool use]", true, "declined"],
  ])("tells %s", (_, result, failed, outcome) => {
    expect(calls([{ tool: "get", input: {}, result, failed }]).map((call) => call.outcome)).toEqual([outcome]);
  });

  it("counts a call that a person denied as declined whatever came back", () => {
    const session = buildSession("a", [bash("rm -r x", "Error: denied", true)]);
    const denial = {
      id: "sevt_deny",
      sequence: 9,
      type: "user.tool_confirmation",
      payload: { tool_use_id: session.events[0]?.id, result: "deny", deny_message: "use the bin" },
      processed_at: null,
      occurred_at: null,
      trusted: true,
    };
    const { calls: found, utterances } = normalise({ ...session, events: [...session.events, denial] });
    expect(found.map(({ outcome }) => outcome)).toEqual(["declined"]);
    expect(utterances.at(-1)).toMatchObject({ provenance: "user", event: { text: "use the bin" } });
  });

  const noted = "The failover of ledger-db needs an approval of the database team first.";

  it.each([
    ["memory under its mount", bash("cat /mnt/memory/team/notes.md", "x"), "memory_echo"],
    ["a memory tool", { tool: "memory", input: { command: "view", path: "/x" }, result: "x" }, "memory_echo"],
    ["a line of memory that comes back", bash("cat notes.txt", `1→- ${noted}`), "memory_echo"],
    [
      "a long text with one line of memory",
      bash("cat all.txt", `${noted}\n${"other words of a log\n".repeat(20)}`),
      "tool_trusted",
    ],
    ["a page of the web", { tool: "WebFetch", input: { url: "https://a.example" }, result: "x" }, "tool_untrusted"],
    ["a result marked untrusted", { tool: "get", input: {}, result: "x", trusted: false }, "tool_untrusted"],
    ["a folder that only sounds like the mount", bash("cat /mnt/memory-old/x", "x"), "tool_trusted"],
  ] as [string, Step, string][])("knows where %s comes from", (_, step, provenance) => {
    expect(calls([step], [`- ${noted}\n`]).map((call) => call.provenance)).toEqual([provenance]);
  });

  it("takes events in the order of their sequence and times from where they are known", () => {
    const session = buildSession("a", [{ user: "one" }, { agent: "two" }]);
    const events = session.events.map((event) => ({ ...event, processed_at: null })).reverse();
    const { utterances } = normalise({ ...session, events });
    expect(utterances.map(({ event, provenance }) => [event.text, provenance, event.atMs])).toEqual([
      ["one", "user", Date.parse(session.started_at)],
      ["two", "agent", Date.parse(session.started_at)],
    ]);
  });
});
