import { describe, expect, test } from "vitest";
import { collect, collectOne, typesOf } from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";

const system = { role: "system", content: "SETTING", agent: "main" };
const issue = { role: "user", content: "Fix it", agent: "main", message_type: "observation" };
const answered = ["agent.tool_use", "agent.tool_result"];

describe("a SWE-agent trajectory", () => {
  test("with tool calls keeps names, arguments and results", async () => {
    const call = { id: "c1", type: "function", function: { name: "open", arguments: '{"path":"a.py"}' } };
    const history = [
      system,
      issue,
      { role: "assistant", agent: "main", thought: "look", content: "look", action: "open a.py", tool_calls: [call] },
      { role: "tool", agent: "main", content: "1: x", tool_call_ids: ["c1"], message_type: "observation" },
    ];
    const file = {
      history,
      trajectory: [],
      info: { exit_status: "submitted", model_stats: { api_calls: 2 } },
      environment: "main",
      replay_config: '{"problem_statement":{"id":"repo-1"}}',
    };
    const { transcript, skipped } = await collectOne("auto", JSON.stringify(file, null, 2));
    expectSound(transcript);
    expect(skipped).toEqual([]);
    expect(typesOf(transcript.events)).toEqual(["system.message", "user.message", "agent.message", ...answered]);
    expect(transcript.events[3]?.payload).toMatchObject({ name: "open", input: { path: "a.py" } });
    expect(transcript).toMatchObject({
      title: "repo-1",
      outcome: "unknown",
      metadata: { task: "repo-1", exit_status: "submitted", api_calls: "2" },
    });
  });

  test("with bare actions pairs each with what followed, the last one with its step", async () => {
    const history = [
      system,
      { ...issue, is_demo: true, content: "a demonstration" },
      issue,
      { role: "assistant", agent: "main", thought: "t1", action: "ls\n" },
      { role: "user", agent: "main", content: "a.py" },
      { role: "assistant", agent: "main", thought: "t2", action: "submit" },
    ];
    const { transcript } = await collectOne(
      "swe-agent",
      JSON.stringify({ history, trajectory: [{ observation: "diff" }], environment: "e" }),
    );
    expectSound(transcript);
    expect(typesOf(transcript.events)).toEqual([
      "system.message",
      "user.message",
      "user.message",
      "agent.message",
      ...answered,
      "agent.message",
      ...answered,
    ]);
    expect(transcript.events.map((event) => event.trusted).indexOf(false)).toBe(1);
    expect(transcript.events[4]?.payload).toEqual({ name: "bash", input: { command: "ls" } });
    expect(transcript.events.at(-1)?.payload.content).toEqual([{ type: "text", text: "diff" }]);
    expect(transcript.title).toBe("Fix it");
  });

  test("with steps alone is read from them", async () => {
    const { transcript } = await collectOne(
      "auto",
      JSON.stringify({ trajectory: [{ thought: "t", action: "ls", observation: "a" }] }),
    );
    expect(typesOf(transcript.events)).toEqual(["agent.message", ...answered]);
  });

  test("that holds nothing is reported", async () => {
    const { skipped } = await collect("swe-agent", '{"trajectory":[]}\n{"other":1}');
    expect(skipped).toEqual([
      { kind: "skipped", line: 1, reason: "the trajectory holds no messages" },
      { kind: "skipped", line: 2, reason: "is not a SWE-agent trajectory" },
    ]);
  });
});
