import { describe, expect, test } from "vitest";
import { collect, collectOne, ofType, typesOf } from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";

const hello = { role: "user", content: "hello" };
const hi = { role: "assistant", content: "hi" };
const use = (id: string | undefined, name: string, args: unknown) => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id, type: "function", function: { name, arguments: args } }],
});

describe("which conversations a text holds", () => {
  const many = [[hello, hi], [{ ...hello, content: "again" }]];
  test.each([
    ["one array of messages", JSON.stringify([hello, hi]), [2]],
    ["an object with messages", JSON.stringify({ messages: [hello, hi] }), [2]],
    ["an array of arrays", JSON.stringify(many), [2, 1]],
    ["an array of objects with messages", JSON.stringify(many.map((messages) => ({ messages }))), [2, 1]],
    ["JSON lines of arrays", many.map((messages) => JSON.stringify(messages)).join("\n"), [2, 1]],
    ["JSON lines of objects", many.map((messages) => JSON.stringify({ messages })).join("\n"), [2, 1]],
    ["JSON lines of messages", [hello, hi].map((message) => JSON.stringify(message)).join("\n"), [2]],
    ["an indented array", JSON.stringify([hello, hi], null, 2), [2]],
  ])("%s", async (_, body, sizes) => {
    for (const format of ["openai", "auto"] as const) {
      const { transcripts, skipped } = await collect(format, body);
      expect(skipped).toEqual([]);
      expect(transcripts.map((item) => item.events.length)).toEqual(sizes);
    }
  });

  test("what is no message is reported and tears no conversation apart", async () => {
    const { transcripts, skipped } = await collect("openai", JSON.stringify([hello, 7, hi]));
    expect(transcripts.map((item) => item.events.length)).toEqual([2]);
    expect(skipped).toEqual([{ kind: "skipped", line: 1, reason: "is neither a message nor a conversation" }]);
    expect((await collect("openai", "[[]]")).skipped).toMatchObject([{ reason: "the conversation holds no messages" }]);
  });
});

describe("identity of a conversation", () => {
  test("is the source's own id where there is one", async () => {
    const { transcript } = await collectOne("openai", JSON.stringify({ id: "run-7", messages: [hello] }));
    expect([transcript.sourceKey, transcript.earlierKeys]).toEqual(["openai:id:run-7", []]);
    const { transcripts } = await collect(
      "openai",
      JSON.stringify([
        { id: "a", messages: [hello] },
        { id: "a", messages: [hello, hi] },
      ]),
    );
    expect(transcripts.map((item) => item.sourceKey)).toEqual(["openai:id:a", "openai:id:a"]);
  });

  test("is else its content: alike ones in one text stay two, and a grown one names its earlier self", async () => {
    const { transcripts } = await collect("openai", JSON.stringify([[hello], [hello], [hello, hi]]));
    const [first, second, grown] = transcripts;
    expect(second?.sourceKey).toBe(`${first?.sourceKey}#2`);
    expect(grown?.earlierKeys).toEqual([first?.sourceKey]);
    const again = await collect("openai", JSON.stringify([[hello], [hello], [hello, hi]]));
    expect(again.transcripts).toEqual(transcripts);
  });
});

describe("the messages of a conversation", () => {
  test("system, user, answers and refusals keep their words; reasoning is only a sign", async () => {
    const { transcript } = await collectOne(
      "openai",
      JSON.stringify([
        { role: "system", content: "be kind" },
        { role: "developer", content: [{ type: "text", text: "be brief" }] },
        {
          role: "user",
          content: [
            { type: "text", text: "a" },
            { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
          ],
        },
        { role: "assistant", reasoning_content: "secret thought", content: null, refusal: "I cannot" },
      ]),
    );
    expectSound(transcript);
    expect(typesOf(transcript.events)).toEqual([
      "system.message",
      "system.message",
      "user.message",
      "agent.thinking",
      "agent.message",
    ]);
    expect(transcript.events[2]?.payload.content).toEqual([
      { type: "text", text: "a" },
      { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } },
    ]);
    expect(JSON.stringify(transcript)).not.toContain("secret thought");
  });

  test("arguments become an object, and what is none is kept as it came", async () => {
    const { transcript } = await collectOne(
      "openai",
      JSON.stringify([use("1", "a", '{"x":1}'), use("2", "b", "not json"), use("3", "c", ""), use("4", "d", { y: 2 })]),
    );
    expect(transcript.events.map((event) => event.payload.input)).toEqual([
      { x: 1 },
      { arguments: "not json" },
      {},
      { y: 2 },
    ]);
  });

  test("what cannot be stored is found inside arguments too, and said", async () => {
    const { transcript, skipped } = await collectOne("openai", JSON.stringify([use("1", "a", '{"x":"\\u0000"}')]));
    expect(transcript.events[0]?.payload.input).toEqual({ x: "\ufffd" });
    expect(skipped).toMatchObject([{ line: 1, reason: "replaced 1 characters that cannot be stored" }]);
  });

  test("arguments nested to exhaust the stack are kept as their text", async () => {
    const deep = `{"x":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
    const { transcript } = await collectOne("openai", JSON.stringify([use("1", "a", deep)]));
    expect(transcript.events[0]?.payload.input).toEqual({ arguments: deep });
  });

  test("a call id that is used again means the later call", async () => {
    const answer = (content: string) => ({ role: "tool", tool_call_id: "call_0", content });
    const { transcript } = await collectOne(
      "openai",
      JSON.stringify([use("call_0", "a", "{}"), answer("1"), use("call_0", "b", "{}"), answer("2")]),
    );
    expectSound(transcript);
    const [a, first, b, second] = transcript.events;
    expect([first?.payload.tool_use_id, second?.payload.tool_use_id]).toEqual([a?.sourceId, b?.sourceId]);
  });

  test("functions of the older form and results without id find their call; one without any is reported", async () => {
    const old = [
      { role: "assistant", content: null, function_call: { name: "f", arguments: "{}" } },
      { role: "function", name: "f", content: "done" },
      { role: "tool", tool_call_id: "ghost", content: "lost" },
    ];
    const { transcript, skipped } = await collectOne("openai", JSON.stringify(old));
    expect(typesOf(transcript.events)).toEqual(["agent.tool_use", "agent.tool_result"]);
    expect(skipped).toMatchObject([{ reason: "left out a tool result that answers no call" }]);
  });

  test.each([
    ["Error: no such file", true],
    ["Traceback (most recent call last):", true],
    ['{"error": "denied"}', true],
    ['{"status": "error"}', true],
    ['{"error": null, "rows": []}', undefined],
    ["errors: 0", undefined],
    ["the word Error inside", undefined],
  ])("an answer %j is an error: %s", async (content, isError) => {
    const { transcript } = await collectOne(
      "openai",
      JSON.stringify([use("1", "a", "{}"), { role: "tool", tool_call_id: "1", content }]),
    );
    expect(ofType(transcript.events, "agent.tool_result")[0]?.payload.is_error).toBe(isError);
  });

  test("an unknown role is reported, the rest stays", async () => {
    const { transcript, skipped } = await collectOne(
      "openai",
      JSON.stringify([hello, { role: "ghost", content: "boo" }]),
    );
    expect(transcript.events).toHaveLength(1);
    expect(skipped).toMatchObject([{ reason: 'left out a message of unknown role "ghost"' }]);
  });

  test("facts beside the messages become outcome, task, agent and time", async () => {
    const about = {
      agent_name: "triage-1",
      outcome: "success",
      model: "gpt",
      created_at: 1_772_416_800,
      metadata: { task: "T1", deep: {}, long: "x".repeat(600) },
    };
    const { transcript } = await collectOne("openai", JSON.stringify({ ...about, messages: [hello] }));
    expect(transcript).toMatchObject({
      agentName: "triage-1",
      outcome: "success",
      startedAt: new Date("2026-03-02T02:00:00Z"),
    });
    expect(transcript.metadata).toMatchObject({ source: "openai", task: "T1", model: "gpt" });
    expect(transcript.metadata.long).toHaveLength(512);
    expect(transcript.metadata.deep).toBeUndefined();
  });
});
