import { plainText, text, userBlocks } from "@/lib/session/importers/content-blocks";
import { messageId } from "@/lib/session/importers/finish-chat";
import type { ImportedTranscript, ImportItem, ImportOptions } from "@/lib/session/importers/imported-transcript";
import { isObject, type JsonObject, listOf, objectOf, parseObject, textOf } from "@/lib/session/importers/json-object";
import { limitMetadata, titleFrom } from "@/lib/session/importers/limit-metadata";
import type { JsonItem } from "@/lib/session/importers/read-json-values";
import {
  addEvent,
  addToolResult,
  addToolUse,
  blockLimits,
  fingerprint,
  type Origin,
  openCallId,
  report,
  startDraft,
  type TranscriptDraft,
} from "@/lib/session/importers/transcript-draft";

/** Reads SWE-agent trajectories of every generation: history with tool calls, with bare actions, or steps alone. */
export async function* importSweAgent(
  items: AsyncIterable<JsonItem>,
  options: ImportOptions,
): AsyncGenerator<ImportItem> {
  for await (const item of items) {
    if (item.kind === "skipped") yield item;
    if (item.kind !== "value") continue;
    const { line, value } = item;
    if (isObject(value) && (Array.isArray(value.history) || Array.isArray(value.trajectory))) {
      yield* importTrajectory(value, line, options);
    } else yield { kind: "skipped", line, reason: "is not a SWE-agent trajectory" };
  }
}

function* importTrajectory(file: JsonObject, line: number, options: ImportOptions): Generator<ImportItem> {
  const draft = startDraft(options);
  const history = listOf(file, "history");
  const steps = listOf(file, "trajectory").filter(isObject);
  if (history.length > 0) addHistory(draft, history, steps.at(-1), line);
  else for (const [index, step] of steps.entries()) addStep(draft, step, `${index}.step`, line);

  if (draft.events.length === 0) report(draft, line, "the trajectory holds no messages");
  else {
    const info = objectOf(file, "info");
    const replay = parseObject(textOf(file, "replay_config") ?? "") ?? objectOf(file, "replay_config");
    const problem = objectOf(replay, "problem_statement");
    const task = textOf(problem, "id") ?? textOf(file, "instance_id");
    const issue = draft.events.find((event) => event.type === "user.message" && event.trusted);
    const transcript: ImportedTranscript = {
      sourceKey: `swe-agent:${fingerprint(file.environment, history, steps)}`,
      earlierKeys: [],
      title: titleFrom(task) ?? titleFrom(plainText(issue?.payload.content)),
      agentName: options.agentName ?? "swe-agent",
      startedAt: null,
      // An agent that submits has finished, not succeeded.
      outcome: "unknown",
      metadata: limitMetadata([
        ["source", "swe-agent"],
        ["task", task],
        ["environment", file.environment],
        ["exit_status", info.exit_status],
        ["instance_cost", objectOf(info, "model_stats").instance_cost],
        ["api_calls", objectOf(info, "model_stats").api_calls],
      ]),
      events: draft.events,
    };
    yield { kind: "transcript", line, transcript };
  }
  yield* draft.notes;
}

function addHistory(draft: TranscriptDraft, history: unknown[], lastStep: JsonObject | undefined, line: number): void {
  for (const [index, message] of history.entries()) {
    if (isObject(message)) addMessage(draft, message, messageId(message, index), line);
    else report(draft, line, "left out an entry of the history that is not a message");
  }
  // The older history ends with the last action; what it did stands only in the last step.
  const open = openCallId(draft);
  if (open !== null && lastStep && typeof lastStep.observation === "string") {
    const origin = { line, at: null, trusted: true };
    addToolResult(
      draft,
      { sourceId: "last.observation", callId: open, content: lastStep.observation, isError: null },
      origin,
    );
  }
}

function addMessage(draft: TranscriptDraft, message: JsonObject, id: string, line: number): void {
  // A demonstration shows another task's work: nothing in it happened in this session.
  const isDemo = message.is_demo === true || message.message_type === "demonstration";
  const origin: Origin = { line, at: null, trusted: !isDemo };
  const { role } = message;
  const limits = blockLimits(draft, line);
  if (role === "assistant") {
    const words = textOf(message, "thought") ?? plainText(message.content);
    if (words !== "") addEvent(draft, id, "agent.message", { content: [text(words)] }, origin);
    addActions(draft, message, id, origin);
    return;
  }
  const open = openCallId(draft);
  // The statement of the issue is marked as an observation too, before anything was done.
  const isObservation = role === "tool" || (role === "user" && open !== null);
  if (isObservation && !isDemo) {
    const callId = listOf(message, "tool_call_ids").find((item) => typeof item === "string") ?? open;
    const answered = typeof callId === "string" ? callId : null;
    addToolResult(draft, { sourceId: id, callId: answered, content: message.content, isError: null }, origin);
  } else if (role === "system") {
    addEvent(draft, id, "system.message", { content: [text(plainText(message.content))] }, origin);
  } else if (role === "user") {
    addEvent(draft, id, "user.message", { content: userBlocks(message.content, limits) }, origin);
  } else report(draft, line, `left out a message of unknown role ${JSON.stringify(String(role).slice(0, 40))}`);
}

function addActions(draft: TranscriptDraft, message: JsonObject, id: string, origin: Origin): void {
  const calls = listOf(message, "tool_calls").filter(isObject);
  for (const [index, call] of calls.entries()) {
    const called = objectOf(call, "function");
    const name = textOf(called, "name") ?? "unknown";
    addToolUse(
      draft,
      { sourceId: `${id}:${index}`, callId: textOf(call, "id"), name, input: called.arguments },
      origin,
    );
  }
  const action = textOf(message, "action");
  if (calls.length === 0 && action) addCommand(draft, action, `${id}:0`, origin);
}

function addStep(draft: TranscriptDraft, step: JsonObject, id: string, line: number): void {
  const origin: Origin = { line, at: null, trusted: true };
  const thought = textOf(step, "thought") ?? textOf(step, "response");
  if (thought) addEvent(draft, id, "agent.message", { content: [text(thought)] }, origin);
  const action = textOf(step, "action");
  if (!action) return;
  addCommand(draft, action, `${id}:0`, origin);
  addToolResult(draft, { sourceId: `${id}:1`, callId: `${id}:0`, content: step.observation, isError: null }, origin);
}

function addCommand(draft: TranscriptDraft, action: string, id: string, origin: Origin): void {
  addToolUse(draft, { sourceId: id, callId: id, name: "bash", input: { command: action.trim() } }, origin);
}
