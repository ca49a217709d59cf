import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isObject, type JsonObject, listOf, objectOf } from "@/lib/session/importers/json-object";
import {
  anthropicMessages,
  claudeCodeLines,
  collect,
  openaiMessages,
  type Step,
} from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";

const shared = resolve(import.meta.dirname, "../../../../shared/data/transcripts");

type Source = { name: string; open: () => AsyncIterable<Uint8Array> };

/** Real sessions where they are at hand, and made-up ones of the same forms everywhere. */
function sources(ending: string, made: () => string): Source[] {
  const files = existsSync(shared) ? readdirSync(shared, { recursive: true, encoding: "utf8" }) : [];
  const real = files.filter((file) => file.endsWith(ending)).sort();
  return [
    ...real.map((file) => ({ name: file, open: () => createReadStream(join(shared, file)) })),
    { name: `made up ${ending}`, open: () => bytesOf(made()) },
  ];
}

const steps: Step[] = Array.from({ length: 60 }, (_, index): Step => {
  if (index % 5 === 0) return { kind: "user", words: `request ${index}` };
  if (index % 5 === 1) return { kind: "agent", words: `thinking about ${index}` };
  return {
    kind: "call",
    name: "bash",
    input: { command: `step ${index}` },
    output: `done ${index}`,
    failed: index % 7 === 0,
  };
});

describe.each(sources(".jsonl", () => claudeCodeLines(steps).join("\n")))("Claude Code: $name", ({ open }) => {
  test("every block of every line comes out as its event, each answer's usage once", async () => {
    const blocks: Record<string, number> = {};
    const messageIds = new Set<unknown>();
    for (const line of (await textOf(open())).split("\n").filter(Boolean)) {
      const message = objectOf(JSON.parse(line) as JsonObject, "message");
      for (const block of listOf(message, "content"))
        if (isObject(block)) blocks[String(block.type)] = (blocks[String(block.type)] ?? 0) + 1;
      if (message.usage) messageIds.add(message.id);
    }
    const { transcripts, skipped } = await collect("auto", open());
    for (const transcript of transcripts) expectSound(transcript);
    const types = transcripts.flatMap((transcript) => transcript.events.map((event) => event.type));
    const count = (...asked: string[]) => types.filter((type) => asked.includes(type)).length;
    expect(skipped).toEqual([]);
    expect(transcripts).toHaveLength(1);
    expect(count("agent.tool_use", "agent.mcp_tool_use")).toBe(blocks.tool_use ?? 0);
    expect(count("agent.tool_result", "agent.mcp_tool_result")).toBe(blocks.tool_result ?? 0);
    expect(count("span.model_request_end")).toBe(messageIds.size);
  });
});

const madeRun = () => JSON.stringify([{ task_id: 1, reward: 0, trial: 0, info: {}, traj: openaiMessages(steps) }]);

describe.each(sources(".json", madeRun))("tau-bench and tau2: $name", ({ open }) => {
  test("every run is a session with its outcome, and every message is there", async () => {
    const parsed: unknown = JSON.parse(await textOf(open()));
    const runs = (Array.isArray(parsed) ? parsed : listOf(parsed as JsonObject, "simulations")) as JsonObject[];
    const { transcripts, skipped } = await collect("auto", open());
    for (const transcript of transcripts) expectSound(transcript);
    expect(skipped).toEqual([]);
    expect(transcripts).toHaveLength(runs.length);
    for (const [index, run] of runs.entries()) {
      const messages = [...listOf(run, "traj"), ...listOf(run, "messages")].filter(isObject);
      const results = messages.filter((message) => message.role === "tool").length;
      const calls = messages.reduce((sum, message) => sum + listOf(message, "tool_calls").length, 0);
      const types = transcripts[index]?.events.map((event) => event.type) ?? [];
      expect(types.filter((type) => type.endsWith("tool_result"))).toHaveLength(results);
      expect(types.filter((type) => type.endsWith("tool_use"))).toHaveLength(calls);
      const reward = Number(run.reward ?? objectOf(run, "reward_info").reward);
      expect(transcripts[index]?.outcome).toBe(reward === 1 ? "success" : "failure");
    }
  });
});

const madeTrajectory = () =>
  JSON.stringify({
    environment: "e",
    trajectory: steps.map((step, index) => ({ action: `ls ${index}`, thought: "t", observation: step.kind })),
  });

describe.each(sources(".traj", madeTrajectory))("SWE-agent: $name", ({ open }) => {
  test("every action has its observation and nothing is reported", async () => {
    const { transcripts, skipped } = await collect("auto", open());
    for (const transcript of transcripts) expectSound(transcript);
    expect(skipped).toEqual([]);
    expect(transcripts).toHaveLength(1);
    const types = transcripts[0]?.events.map((event) => event.type) ?? [];
    const uses = types.filter((type) => type === "agent.tool_use").length;
    expect(uses).toBeGreaterThan(0);
    expect(types.filter((type) => type === "agent.tool_result")).toHaveLength(uses);
  });
});

test("an Anthropic conversation of the same steps says the same as an OpenAI one", async () => {
  const [anthropic] = (await collect("anthropic", JSON.stringify(anthropicMessages(steps)))).transcripts;
  const [openai] = (await collect("openai", JSON.stringify(openaiMessages(steps)))).transcripts;
  expect(anthropic?.events.map((event) => event.type)).toEqual(openai?.events.map((event) => event.type));
});

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
