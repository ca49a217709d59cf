import type { Chat } from "@/lib/session/importers/collect-chats";
import { plainText, text, userBlocks } from "@/lib/session/importers/content-blocks";
import { finishChat, messageId, messageTime } from "@/lib/session/importers/finish-chat";
import type { ImportItem, ImportOptions } from "@/lib/session/importers/imported-transcript";
import { isObject, type JsonObject, listOf, textOf } from "@/lib/session/importers/json-object";
import { type MessagePart, messageParts } from "@/lib/session/importers/message-parts";
import {
  addEvent,
  addToolResult,
  addToolUse,
  blockLimits,
  type Origin,
  readUsage,
  report,
  startDraft,
  type TranscriptDraft,
} from "@/lib/session/importers/transcript-draft";

const blockTypes = new Set([
  "tool_use",
  "tool_result",
  "thinking",
  "redacted_thinking",
  "server_tool_use",
  "mcp_tool_use",
]);

/** Whether a conversation uses blocks that only Anthropic's form has; plain words read the same in both. */
export function isAnthropicChat(chat: Chat): boolean {
  if (plainText(chat.about.system) !== "") return true;
  return chat.messages.some(({ message }) =>
    listOf(message, "content").some((block) => isObject(block) && blockTypes.has(textOf(block, "type") ?? "")),
  );
}

/** Makes one transcript of a conversation in the form of Anthropic's Messages API. */
export function* importAnthropicMessages(chat: Chat, options: ImportOptions): Generator<ImportItem> {
  const draft = startDraft(options);
  const system = plainText(chat.about.system);
  const firstAt = messageTime(chat.messages[0]?.message ?? {});
  if (system !== "") {
    const origin = { line: chat.line, at: firstAt, trusted: true };
    addEvent(draft, "system", "system.message", { content: [text(system)] }, origin);
  }
  for (const [index, { line, message }] of chat.messages.entries()) {
    addMessage(draft, message, messageId(message, index), { line, at: messageTime(message), trusted: true });
  }
  yield* finishChat(draft, chat, "anthropic");
}

function addMessage(draft: TranscriptDraft, message: JsonObject, id: string, origin: Origin): void {
  const role = message.role;
  if (role !== "user" && role !== "assistant" && role !== "system") {
    report(draft, origin.line, `left out a message of unknown role ${JSON.stringify(String(role).slice(0, 40))}`);
    return;
  }
  const usage = role === "assistant" ? readUsage(message.usage) : null;
  if (usage) addEvent(draft, `${id}:start`, "span.model_request_start", {}, origin);
  for (const part of messageParts(message.content)) addPart(draft, part, role, `${id}:${part.index}`, origin);
  if (!usage) return;
  const payload = { model_request_start_id: `${id}:start`, is_error: false, model_usage: usage };
  addEvent(draft, `${id}:end`, "span.model_request_end", payload, origin);
}

function addPart(
  draft: TranscriptDraft,
  part: MessagePart,
  role: "user" | "assistant" | "system",
  sourceId: string,
  origin: Origin,
): void {
  if (part.kind === "thinking") addEvent(draft, sourceId, "agent.thinking", {}, origin);
  else if (part.kind === "tool_use") {
    const { callId, name, input } = part;
    addToolUse(draft, { sourceId, callId, name, input }, origin);
  } else if (part.kind === "tool_result") {
    const { callId, content, isError } = part;
    addToolResult(draft, { sourceId, callId, content, isError }, origin);
  } else if (role === "user") {
    const content = userBlocks(part.content, blockLimits(draft, origin.line));
    addEvent(draft, sourceId, "user.message", { content }, origin);
  } else {
    const words = userBlocks(part.content, blockLimits(draft, origin.line));
    const content = words.map((block) => (block.type === "text" ? block : text(JSON.stringify(block))));
    addEvent(draft, sourceId, role === "system" ? "system.message" : "agent.message", { content }, origin);
  }
}
