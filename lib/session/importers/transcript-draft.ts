import { createHash } from "node:crypto";
import type { PersistedEventType } from "@/lib/contract/event-types";
import { type BlockLimits, toolResultBlocks } from "@/lib/session/importers/content-blocks";
import {
  defaultMaxInlineBytes,
  type ImportedEvent,
  type ImportNote,
  type ImportOptions,
} from "@/lib/session/importers/imported-transcript";
import { isObject, type JsonObject, numberOf, objectOf, parseObject } from "@/lib/session/importers/json-object";
import { isOutsideTool } from "@/lib/session/importers/outside-tool";
import { replaceUnstorable } from "@/lib/session/importers/replace-unstorable";

/** Where an entry stands in its source, and when it happened. */
export type Origin = { line: number; at: Date | null; trusted: boolean };

type Call = { sourceId: string; resultType: ResultType; isOutside: boolean; isAnswered: boolean };
type ResultType = "agent.tool_result" | "agent.mcp_tool_result" | "user.custom_tool_result";
const resultReference = {
  "agent.tool_result": "tool_use_id",
  "agent.mcp_tool_result": "mcp_tool_use_id",
  "user.custom_tool_result": "custom_tool_use_id",
} as const;

/** A transcript in the making: its events so far, what was reported, and the tool calls that wait for results. */
export type TranscriptDraft = {
  events: ImportedEvent[];
  notes: ImportNote[];
  calls: Map<string, Call>;
  sourceIds: Set<string>;
  options: ImportOptions;
};

export function startDraft(options: ImportOptions): TranscriptDraft {
  return { events: [], notes: [], calls: new Map(), sourceIds: new Set(), options };
}

export function report(draft: TranscriptDraft, line: number, reason: string): void {
  draft.notes.push({ kind: "skipped", line, reason });
}

/** Limits for content blocks of one entry, reporting at its line. */
export function blockLimits(draft: TranscriptDraft, line: number): BlockLimits {
  return {
    maxInlineBytes: draft.options.maxInlineBytes ?? defaultMaxInlineBytes,
    report: (reason) => report(draft, line, reason),
  };
}

/** Adds an event; one with a source id that is there already is reported instead. */
export function addEvent(
  draft: TranscriptDraft,
  sourceId: string,
  type: PersistedEventType,
  payload: Record<string, unknown>,
  origin: Origin,
): void {
  const id = boundedId(sourceId);
  if (draft.sourceIds.has(id)) {
    report(draft, origin.line, "repeats an entry that was read before");
    return;
  }
  draft.sourceIds.add(id);
  draft.events.push({ sourceId: id, type, payload, processedAt: origin.at, occurredAt: null, trusted: origin.trusted });
}

/**
 * Adds a tool call. `callId` is what results will name; a call whose id was used before takes its place, as sources
 * exist that number their calls anew in every turn.
 */
export function addToolUse(
  draft: TranscriptDraft,
  call: { sourceId: string; callId: string | null; name: string; input: unknown; threadId?: string; byUser?: boolean },
  origin: Origin,
): void {
  const mcp = /^mcp__(.+?)__(.+)$/s.exec(call.name);
  const id = boundedId(call.sourceId);
  const payload = {
    ...(mcp ? { mcp_server_name: mcp[1] } : {}),
    name: mcp?.[2] ?? (call.name === "" ? "unknown" : call.name),
    input: toolInput(draft, call.input, origin.line),
    ...(call.threadId ? { session_thread_id: call.threadId } : {}),
  };
  if (call.callId !== null && !draft.sourceIds.has(id)) {
    const resultType = call.byUser ? "user.custom_tool_result" : mcp ? "agent.mcp_tool_result" : "agent.tool_result";
    draft.calls.set(call.callId, { sourceId: id, resultType, isOutside: isOutsideTool(call.name), isAnswered: false });
  }
  addEvent(
    draft,
    id,
    call.byUser ? "agent.custom_tool_use" : mcp ? "agent.mcp_tool_use" : "agent.tool_use",
    payload,
    origin,
  );
}

/** Adds the result of an earlier call; one that answers no call is reported, for the wire has no place for it. */
export function addToolResult(
  draft: TranscriptDraft,
  result: { sourceId: string; callId: string | null; content: unknown; isError: boolean | null },
  origin: Origin,
): void {
  const call = result.callId === null ? undefined : draft.calls.get(result.callId);
  if (!call) {
    report(draft, origin.line, "left out a tool result that answers no call");
    return;
  }
  const content = toolResultBlocks(result.content, blockLimits(draft, origin.line));
  const payload = {
    [resultReference[call.resultType]]: call.sourceId,
    content,
    ...(result.isError === null ? {} : { is_error: result.isError }),
  };
  call.isAnswered = true;
  addEvent(draft, result.sourceId, call.resultType, payload, { ...origin, trusted: origin.trusted && !call.isOutside });
}

/** The id of the oldest call without a result, for sources whose results do not say what they answer. */
export function openCallId(draft: TranscriptDraft): string | null {
  for (const [callId, call] of draft.calls) if (!call.isAnswered) return callId;
  return null;
}

/** What one model request used, in the words of either vendor; null where nothing is said. */
export function readUsage(value: unknown): Record<string, number> | null {
  if (!isObject(value)) return null;
  const input = numberOf(value, "input_tokens") ?? numberOf(value, "prompt_tokens");
  const output = numberOf(value, "output_tokens") ?? numberOf(value, "completion_tokens");
  if (input === null && output === null) return null;
  const cached = numberOf(objectOf(value, "prompt_tokens_details"), "cached_tokens");
  return {
    input_tokens: input ?? 0,
    output_tokens: output ?? 0,
    cache_creation_input_tokens: numberOf(value, "cache_creation_input_tokens") ?? 0,
    cache_read_input_tokens: numberOf(value, "cache_read_input_tokens") ?? cached ?? 0,
  };
}

/** Hexadecimal SHA-256 of JSON values, shortened: enough to tell sources apart. */
export function fingerprint(...values: unknown[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 32);
}

/** A source id within the 128 characters of the wire; a longer one by its fingerprint. */
export function boundedId(id: string): string {
  return [...id].length <= 128 ? id : `sha256:${fingerprint(id)}`;
}

/** Arguments as an object. Where they come as JSON in a text, that text may hide what cannot be stored. */
function toolInput(draft: TranscriptDraft, input: unknown, line: number): JsonObject {
  if (isObject(input)) return input;
  if (input === null || input === undefined || input === "") return {};
  const parsed = typeof input === "string" ? parseObject(input) : null;
  if (!parsed) return { arguments: input };
  try {
    const { value, replacedCount } = replaceUnstorable(parsed);
    if (replacedCount > 0) report(draft, line, `replaced ${replacedCount} characters that cannot be stored`);
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  // Nested too deeply to be walked: the text is kept as it came.
  return { arguments: input };
}
