import { describe, expect, test } from "vitest";
import { collectOne, ofType, typesOf } from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";

const use = { type: "tool_use", id: "t1", name: "bash", input: { command: "ls" } };

describe("a conversation of the Messages API", () => {
  test("keeps the order of blocks, joins results, and shows thinking only as a sign", async () => {
    const body = {
      system: [{ type: "text", text: "be kind" }],
      messages: [
        { role: "user", content: "go" },
        {
          role: "assistant",
          content: [{ type: "thinking", thinking: "hm", signature: "s" }, { type: "text", text: "ok" }, use],
        },
        {
          role: "user",
          content: [
            { type: "tool_result", tool_use_id: "t1", content: "no", is_error: true },
            { type: "text", text: "and?" },
          ],
        },
      ],
    };
    const { transcript, skipped } = await collectOne("auto", JSON.stringify(body));
    expectSound(transcript);
    expect(skipped).toEqual([]);
    expect(typesOf(transcript.events)).toEqual([
      "system.message",
      "user.message",
      "agent.thinking",
      "agent.message",
      "agent.tool_use",
      "agent.tool_result",
      "user.message",
    ]);
    expect(transcript.events[5]?.payload).toMatchObject({
      tool_use_id: transcript.events[4]?.sourceId,
      is_error: true,
    });
    expect(transcript.sourceKey).toMatch(/^anthropic:/);
  });

  test("tools run by the service and by MCP servers are calls like others, web hits untrusted", async () => {
    const content = [
      { type: "server_tool_use", id: "s1", name: "web_search", input: { query: "q" } },
      {
        type: "web_search_tool_result",
        tool_use_id: "s1",
        content: [{ type: "web_search_result", url: "u", title: "t" }],
      },
      { type: "mcp_tool_use", id: "m1", name: "claim", server_name: "board", input: {} },
      { type: "mcp_tool_result", tool_use_id: "m1", is_error: false, content: [{ type: "text", text: "ok" }] },
    ];
    const { transcript } = await collectOne("anthropic", JSON.stringify([{ role: "assistant", content }]));
    expectSound(transcript);
    expect(transcript.events.map((event) => [event.type, event.trusted])).toEqual([
      ["agent.tool_use", true],
      ["agent.tool_result", false],
      ["agent.mcp_tool_use", true],
      ["agent.mcp_tool_result", true],
    ]);
  });

  test("usage of an answer stands around its events", async () => {
    const answer = { id: "msg_1", role: "assistant", content: [use], usage: { input_tokens: 7, output_tokens: 2 } };
    const { transcript } = await collectOne("anthropic", JSON.stringify([answer]));
    expect(typesOf(transcript.events)).toEqual([
      "span.model_request_start",
      "agent.tool_use",
      "span.model_request_end",
    ]);
    expect(transcript.events[2]?.payload).toMatchObject({ model_usage: { input_tokens: 7, output_tokens: 2 } });
  });

  test("pictures and documents stay when small and leave a word when large", async () => {
    const image = (data: string) => ({
      type: "image",
      source: { type: "base64", media_type: "image/png", data },
      cache_control: {},
    });
    const content = [
      image("AAAA"),
      image("A".repeat(2_000_000)),
      { type: "document", source: { type: "text", media_type: "text/plain", data: "d" }, title: "t" },
    ];
    const { transcript, skipped } = await collectOne("anthropic", JSON.stringify([{ role: "user", content }]));
    expectSound(transcript);
    expect(ofType(transcript.events, "user.message")[0]?.payload.content).toMatchObject([
      { type: "image", source: { data: "AAAA" } },
      { type: "text", text: expect.stringContaining("left out on import: image (image/png)") },
      { type: "document", title: "t" },
    ]);
    expect(skipped).toMatchObject([{ line: 1, reason: expect.stringContaining("left out a image (image/png) block") }]);
  });

  test("a block of an unknown kind is kept as its JSON", async () => {
    const { transcript } = await collectOne(
      "anthropic",
      JSON.stringify([{ role: "user", content: [{ type: "hologram", x: 1 }] }]),
    );
    expect(transcript.events[0]?.payload.content).toEqual([{ type: "text", text: '{"type":"hologram","x":1}' }]);
  });
});
