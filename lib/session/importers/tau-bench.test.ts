import { describe, expect, test } from "vitest";
import { collect, collectOne, openaiMessages, typesOf } from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";

const traj = openaiMessages([
  { kind: "user", words: "book a flight" },
  { kind: "call", name: "find", input: { path: "x" }, output: "not found", failed: true },
]);
const run = (fields: Record<string, unknown> = {}) => ({
  task_id: 7,
  reward: 1,
  trial: 1,
  info: { task: { user_id: "mia", instruction: `Fly ${"far ".repeat(200)}`, actions: [] }, user_cost: 0.01 },
  traj,
  ...fields,
});

describe("a tau-bench file", () => {
  test("gives a session a run, with outcome by reward and the task as stratum", async () => {
    const { transcripts, skipped } = await collect(
      "auto",
      JSON.stringify([run(), run({ reward: 0, trial: 2 }), run({ reward: undefined })]),
    );
    expect(skipped).toEqual([]);
    expect(transcripts.map((item) => item.outcome)).toEqual(["success", "failure", "unknown"]);
    for (const transcript of transcripts) expectSound(transcript);
    const [first] = transcripts;
    expect(first?.metadata).toMatchObject({ task: "7", trial: "1", reward: "1", user_id: "mia", user_cost: "0.01" });
    expect([...(first?.metadata.instruction ?? "")]).toHaveLength(512);
    expect(first?.title).toMatch(/^Fly far far/);
    expect(first?.events.at(-1)?.payload.is_error).toBe(true);
    expect(new Set(transcripts.map((item) => item.sourceKey)).size).toBe(3);
  });

  test("reports what is no run", async () => {
    const { transcripts, skipped } = await collect(
      "tau-bench",
      JSON.stringify([{ task_id: 1 }, run(), run({ traj: [] })]),
    );
    expect(transcripts).toHaveLength(1);
    expect(skipped.map((note) => note.reason)).toEqual(["is not a tau-bench run", "the run holds no messages"]);
  });
});

describe("a tau2 file", () => {
  test("gives a session a simulation, with times, error flags and the user's own tools kept apart", async () => {
    const call = (id: string, requestor: string) => [{ id, name: "t", arguments: { a: 1 }, requestor }];
    const file = {
      info: { environment_info: { domain_name: "telecom" }, agent_info: { llm: "m" } },
      simulations: [
        {
          id: "sim-1",
          task_id: "T",
          trial: 0,
          seed: 5,
          start_time: "2026-05-31T10:05:25.943731",
          reward_info: { reward: 0.5 },
          messages: [
            { role: "assistant", content: "hi", tool_calls: null, usage: null, timestamp: "2026-05-31T10:05:26" },
            { role: "user", content: null, tool_calls: call("u1", "user") },
            { role: "tool", id: "u1", content: "on", requestor: "user", error: false },
            {
              role: "assistant",
              content: null,
              tool_calls: call("a1", "assistant"),
              usage: { prompt_tokens: 4, completion_tokens: 2 },
            },
            { role: "tool", id: "a1", content: "broken", requestor: "assistant", error: true },
          ],
        },
      ],
    };
    const { transcript, skipped } = await collectOne("auto", JSON.stringify(file, null, 1));
    expect(skipped).toEqual([]);
    expectSound(transcript);
    expect(typesOf(transcript.events)).toEqual([
      "agent.message",
      "agent.custom_tool_use",
      "user.custom_tool_result",
      "span.model_request_start",
      "agent.tool_use",
      "span.model_request_end",
      "agent.tool_result",
    ]);
    expect(transcript).toMatchObject({ outcome: "failure", startedAt: new Date("2026-05-31T10:05:25.943Z") });
    expect(transcript.metadata).toMatchObject({ task: "telecom/T", source: "tau2" });
    expect(transcript.events.at(-1)?.payload.is_error).toBe(true);
    expect(transcript.events[0]?.processedAt).toEqual(new Date("2026-05-31T10:05:26Z"));
  });
});
