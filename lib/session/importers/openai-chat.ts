import type { Chat } from "@/lib/session/importers/collect-chats";
import { plainText, text, userBlocks } from "@/lib/session/importers/content-blocks";
import { finishChat, messageId, messageTime } from "@/lib/session/importers/finish-chat";
import type { ImportItem, ImportOptions } from "@/lib/session/importers/imported-transcript";
import { isObject, type JsonObject, listOf, objectOf, parseObject, textOf } from "@/lib/session/importers/json-object";
import {
  addEvent,
  addToolResult,
  addToolUse,
  blockLimits,
  type Origin,
  openCallId,
  readUsage,
  report,
  startDraft,
  type TranscriptDraft,
} from "@/lib/session/importers/transcript-draft";

/** Makes one transcript of a conversation in the form of OpenAI's chat completions. */
export function* importOpenaiChat(chat: Chat, options: ImportOptions): Generator<ImportItem> {
  const draft = startDraft(options);
  addOpenaiMessages(draft, chat);
  yield* finishChat(draft, chat, "openai");
}

/** Adds the events of a conversation's messages. */
export function addOpenaiMessages(draft: TranscriptDraft, chat: Chat): void {
  for (const [index, { line, message }] of chat.messages.entries()) {
    addMessage(draft, message, messageId(message, index), { line, at: messageTime(message), trusted: true });
  }
}

function addMessage(draft: TranscriptDraft, message: JsonObject, id: string, origin: Origin): void {
  const role = message.role;
  if (role === "assistant") addAssistant(draft, message, id, origin);
  else if (role === "tool" || role === "function") addResult(draft, message, id, origin);
  else if (role === "user") {
    const content = userBlocks(message.content, blockLimits(draft, origin.line));
    if (content.length > 0) addEvent(draft, id, "user.message", { content }, origin);
    addCalls(draft, message, id, origin, true);
  } else if (role === "system" || role === "developer") {
    const words = plainText(message.content);
    if (words !== "") addEvent(draft, id, "system.message", { content: [text(words)] }, origin);
  } else report(draft, origin.line, `left out a message of unknown role ${JSON.stringify(String(role).slice(0, 40))}`);
}

function addAssistant(draft: TranscriptDraft, message: JsonObject, id: string, origin: Origin): void {
  const usage = readUsage(message.usage);
  if (usage) addEvent(draft, `${id}:start`, "span.model_request_start", {}, origin);
  if (textOf(message, "reasoning_content") ?? textOf(message, "reasoning")) {
    addEvent(draft, `${id}:thinking`, "agent.thinking", {}, origin);
  }
  const words = userBlocks(message.content ?? message.refusal, blockLimits(draft, origin.line));
  const content = words.map((block) => (block.type === "text" ? block : text(JSON.stringify(block))));
  if (content.length > 0) addEvent(draft, id, "agent.message", { content }, origin);
  addCalls(draft, message, id, origin, false);
  if (!usage) return;
  const payload = { model_request_start_id: `${id}:start`, is_error: false, model_usage: usage };
  addEvent(draft, `${id}:end`, "span.model_request_end", payload, origin);
}

/** Calls of either age; a simulated user may call tools of its own, which are not the agent's. */
function addCalls(draft: TranscriptDraft, message: JsonObject, id: string, origin: Origin, byUser: boolean): void {
  const old = message.function_call;
  const calls = isObject(old) ? [{ function: old }, ...listOf(message, "tool_calls")] : listOf(message, "tool_calls");
  for (const [index, call] of calls.entries()) {
    if (!isObject(call)) {
      report(draft, origin.line, "left out a tool call that is not an object");
      continue;
    }
    const called = isObject(call.function) ? call.function : isObject(call.custom) ? call.custom : call;
    const name = textOf(called, "name") ?? "unknown";
    const callId = textOf(call, "id") ?? (call.function === old ? `function:${name}` : null);
    const input = called.arguments ?? called.input;
    addToolUse(draft, { sourceId: `${id}:${index}`, callId, name, input, byUser }, origin);
  }
}

function addResult(draft: TranscriptDraft, message: JsonObject, id: string, origin: Origin): void {
  const named = message.role === "function" ? `function:${textOf(message, "name") ?? "unknown"}` : null;
  const callId = textOf(message, "tool_call_id") ?? named ?? textOf(message, "id") ?? openCallId(draft);
  const isError = typeof message.error === "boolean" ? message.error : looksFailed(plainText(message.content)) || null;
  addToolResult(draft, { sourceId: id, callId, content: message.content, isError }, origin);
}

/** The form has no error mark: only an answer that begins as an error, or is JSON that says so, counts as one. */
function looksFailed(words: string): boolean {
  const start = words.trimStart();
  if (/^(?:fatal |uncaught )?(?:error|exception|traceback)\b/i.test(start)) return true;
  if (!start.startsWith("{")) return false;
  const answer = parseObject(start);
  if (!answer) return false;
  const { error, status } = answer;
  return (
    answer.is_error === true ||
    status === "error" ||
    (typeof error === "string" && error !== "") ||
    Object.keys(objectOf(answer, "error")).length > 0
  );
}
