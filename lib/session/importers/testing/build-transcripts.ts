import fc from "fast-check";
import type { ImportFormat } from "@/lib/contract/session-event";
import { importTranscripts } from "@/lib/session/importers/import-transcripts";
import type {
  ImportedEvent,
  ImportedTranscript,
  ImportNote,
  ImportOptions,
} from "@/lib/session/importers/imported-transcript";

/** One step of a made-up conversation, to be written in any format. */
export type Step =
  | { kind: "user"; words: string }
  | { kind: "agent"; words: string }
  | { kind: "call"; name: string; input: Record<string, string>; output: string; failed: boolean };

const words = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== "" && !text.includes("\0"));

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("user" as const), words }),
  fc.record({ kind: fc.constant("agent" as const), words }),
  fc.record({
    kind: fc.constant("call" as const),
    name: fc.constantFrom("bash", "read_file", "mcp__board__claim"),
    input: fc.dictionary(fc.constantFrom("command", "path"), words),
    output: words,
    failed: fc.boolean(),
  }),
);
export const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 12 });

/** The steps as lines of a Claude Code session file, one block a line. */
export function claudeCodeLines(
  steps: readonly Step[],
  sessionId = "11111111-2222",
  startMs = Date.UTC(2026, 2, 2),
): string[] {
  let parentUuid: string | null = null;
  let count = 0;
  const entry = (type: "user" | "assistant", content: unknown, extra: Record<string, unknown> = {}): string => {
    count += 1;
    const uuid = `${sessionId}-${count}`;
    const message = type === "user" ? { role: type, content } : assistantMessage(`msg_${sessionId}_${count}`, content);
    const timestamp = new Date(startMs + count * 1000).toISOString();
    const line = {
      parentUuid,
      isSidechain: false,
      userType: "external",
      cwd: "/srv/app",
      sessionId,
      version: "2.1.0",
      type,
      message,
      uuid,
      timestamp,
      ...extra,
    };
    parentUuid = uuid;
    return JSON.stringify(line);
  };
  return steps.flatMap((step, index) => {
    if (step.kind === "user") return [entry("user", step.words)];
    if (step.kind === "agent") return [entry("assistant", [{ type: "text", text: step.words }])];
    const id = `toolu_${sessionId}_${index}`;
    const result = { type: "tool_result", tool_use_id: id, content: step.output, is_error: step.failed };
    return [
      entry("assistant", [{ type: "tool_use", id, name: step.name, input: step.input }]),
      entry("user", [result]),
    ];
  });
}

export function openaiMessages(steps: readonly Step[]): Record<string, unknown>[] {
  return steps.flatMap((step, index): Record<string, unknown>[] => {
    if (step.kind === "user") return [{ role: "user", content: step.words }];
    if (step.kind === "agent") return [{ role: "assistant", content: step.words }];
    const id = `call_${index}`;
    const call = { id, type: "function", function: { name: step.name, arguments: JSON.stringify(step.input) } };
    const content = step.failed ? `Error: ${step.output}` : step.output;
    return [
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: id, name: step.name, content },
    ];
  });
}

export function anthropicMessages(steps: readonly Step[]): Record<string, unknown>[] {
  return steps.flatMap((step, index): Record<string, unknown>[] => {
    if (step.kind === "user") return [{ role: "user", content: step.words }];
    if (step.kind === "agent") return [{ role: "assistant", content: [{ type: "text", text: step.words }] }];
    const id = `toolu_${index}`;
    return [
      { role: "assistant", content: [{ type: "tool_use", id, name: step.name, input: step.input }] },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: id, content: step.output, is_error: step.failed }],
      },
    ];
  });
}

function assistantMessage(id: string, content: unknown): Record<string, unknown> {
  const usage = { input_tokens: 10, output_tokens: 5, cache_creation_input_tokens: 0, cache_read_input_tokens: 2 };
  return { id, type: "message", role: "assistant", model: "claude-test", content, usage };
}

/** Everything an import gives, transcripts and notes apart. */
export async function collect(
  format: ImportFormat | "auto",
  body: string | AsyncIterable<Uint8Array>,
  options: ImportOptions = {},
): Promise<{ transcripts: ImportedTranscript[]; skipped: ImportNote[] }> {
  const transcripts: ImportedTranscript[] = [];
  const skipped: ImportNote[] = [];
  for await (const item of importTranscripts(format, body, options)) {
    if (item.kind === "transcript") transcripts.push(item.transcript);
    else skipped.push(item);
  }
  return { transcripts, skipped };
}

/** The only transcript of an import; fails where there is none or more. */
export async function collectOne(format: ImportFormat | "auto", body: string, options: ImportOptions = {}) {
  const { transcripts, skipped } = await collect(format, body, options);
  const [transcript] = transcripts;
  if (!transcript || transcripts.length > 1) throw new Error(`expected one transcript, found ${transcripts.length}`);
  return { transcript, skipped };
}

export function typesOf(events: readonly ImportedEvent[]): string[] {
  return events.map((event) => event.type);
}

export function ofType(events: readonly ImportedEvent[], type: ImportedEvent["type"]): ImportedEvent[] {
  return events.filter((event) => event.type === type);
}
