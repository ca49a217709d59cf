import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImportedTranscript } from "@/lib/session/importers/imported-transcript";
import {
  anthropicMessages,
  anySteps,
  claudeCodeLines,
  collect,
  openaiMessages,
  type Step,
} from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";

const formats = [
  ["claude-code", (steps: readonly Step[]) => claudeCodeLines(steps).join("\n")],
  ["openai", (steps: readonly Step[]) => JSON.stringify(openaiMessages(steps))],
  ["anthropic", (steps: readonly Step[]) => JSON.stringify(anthropicMessages(steps))],
  [
    "tau-bench",
    (steps: readonly Step[]) =>
      JSON.stringify([{ task_id: 3, reward: 1, info: {}, trial: 0, traj: openaiMessages(steps) }]),
  ],
] as const;

function said(transcript: ImportedTranscript | undefined): unknown[] {
  return (transcript?.events ?? [])
    .filter((event) => !event.type.startsWith("span."))
    .map(({ type, payload }) => [type, payload.name ?? payload.content, payload.input ?? payload.is_error ?? false]);
}

describe.each(formats)("any conversation in the form of %s", (format, write) => {
  test("comes in whole, sound, and in order", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const { transcripts, skipped } = await collect(format, write(steps));
        expect(skipped).toEqual([]);
        expect(transcripts).toHaveLength(1);
        for (const transcript of transcripts) expectSound(transcript);
        const expected = steps.flatMap((step) => {
          if (step.kind !== "call") {
            return [
              [step.kind === "user" ? "user.message" : "agent.message", [{ type: "text", text: step.words }], false],
            ];
          }
          const isMcp = step.name.startsWith("mcp__");
          const output =
            step.failed && (format === "openai" || format === "tau-bench") ? `Error: ${step.output}` : step.output;
          return [
            [isMcp ? "agent.mcp_tool_use" : "agent.tool_use", isMcp ? "claim" : step.name, step.input],
            [isMcp ? "agent.mcp_tool_result" : "agent.tool_result", [{ type: "text", text: output }], step.failed],
          ];
        });
        if (format !== "openai" && format !== "tau-bench") expect(said(transcripts[0])).toEqual(expected);
        // These forms have no error mark, so that a chance word of an answer may make it one.
        else
          expect(said(transcripts[0]).map((row) => (row as unknown[]).slice(0, 2))).toEqual(
            expected.map((row) => row.slice(0, 2)),
          );
      }),
      { numRuns: 60 },
    );
  });

  test("is the same when read again, by name or by itself, however the bytes arrive", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.integer({ min: 1, max: 50 }), async (steps, size) => {
        const body = write(steps);
        const once = await collect(format, body);
        expect(await collect(format, cut(body, size))).toEqual(once);
        // Plain words read the same in both chat forms, and then go by the name of the one.
        const hasCalls = steps.some((step) => step.kind === "call");
        if (format !== "anthropic" || hasCalls) expect(await collect("auto", body)).toEqual(once);
      }),
      { numRuns: 30 },
    );
  });

  test("keeps the names of its events as it grows", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, anySteps, async (steps, more) => {
        const first = (await collect(format, write(steps))).transcripts[0];
        const second = (await collect(format, write([...steps, ...more]))).transcripts[0];
        const names = new Set(second?.events.map((event) => event.sourceId));
        for (const event of first?.events ?? []) expect(names).toContain(event.sourceId);
        if (format !== "tau-bench")
          expect([second?.sourceKey, ...(second?.earlierKeys ?? [])]).toContain(first?.sourceKey);
      }),
      { numRuns: 30 },
    );
  });

  test("is never lost without a word when a part of it is cut off", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.nat(), async (steps, where) => {
        const body = write(steps);
        const cutOff = body.slice(0, 1 + (where % (body.length - 1)));
        const { transcripts, skipped } = await collect(format, cutOff);
        for (const transcript of transcripts) expectSound(transcript);
        // A cut between two lines leaves an empty one, and nothing of what follows it.
        const isWhole = cutOff.split("\n").every((line) => line === "" || body.split("\n").includes(line));
        if (!isWhole) expect(skipped.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe("importTranscripts", () => {
  test("says so when nothing is recognised, and never throws on foreign text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
        const { transcripts, skipped } = await collect("auto", body);
        expect(transcripts).toEqual([]);
        expect(skipped.length).toBeGreaterThan(0);
      }),
    );
  });

  test("takes any JSON under every format name without throwing", async () => {
    const names = fc.constantFrom(
      "claude-code" as const,
      "openai" as const,
      "anthropic" as const,
      "tau-bench" as const,
      "swe-agent" as const,
    );
    const node = fc.jsonValue({ maxDepth: 3 });
    const hostile = fc.dictionary(
      fc.constantFrom(
        "role",
        "content",
        "messages",
        "tool_calls",
        "type",
        "message",
        "uuid",
        "sessionId",
        "traj",
        "history",
        "trajectory",
        "simulations",
        "info",
        "id",
        "usage",
        "timestamp",
      ),
      fc.oneof(
        node,
        fc.constantFrom("user", "assistant", "tool", "system", "u1"),
        fc.array(fc.record({ role: fc.constantFrom("user", "assistant", "tool"), content: node, tool_calls: node })),
      ),
    );
    await fc.assert(
      fc.asyncProperty(names, fc.array(hostile, { maxLength: 5 }), async (name, values) => {
        const body = values.map((value) => JSON.stringify(value)).join("\n");
        const { transcripts } = await collect(name, body);
        for (const transcript of transcripts) expectSound(transcript);
        for (const transcript of (await collect(name, JSON.stringify(values))).transcripts) expectSound(transcript);
      }),
      { numRuns: 300 },
    );
  });

  test("passes on what the stream of the body throws", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("[");
      throw new Error("connection lost");
    }
    await expect(collect("auto", failing())).rejects.toThrow("connection lost");
  });

  test("hands over one transcript before it reads the next", async () => {
    let pulled = 0;
    async function* lines(): AsyncGenerator<Uint8Array> {
      for (const id of ["a", "b", "c"]) {
        pulled += 1;
        yield new TextEncoder().encode(`${claudeCodeLines([{ kind: "user", words: id }], id).join("\n")}\n`);
      }
    }
    const { importTranscripts } = await import("@/lib/session/importers/import-transcripts");
    const items = importTranscripts("claude-code", lines());
    expect((await items.next()).value).toMatchObject({ transcript: { sourceKey: "claude-code:a" } });
    expect(pulled).toBe(2);
    await items.return(undefined);
  });
});

async function* cut(text: string, sizeBytes: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes);
}
