import { createHash } from "node:crypto";
import {
  beginRequest,
  type ClaudeCodeSession,
  extendRequest,
  notePrompt,
} from "@/lib/session/importers/claude-code-session";
import { plainText, text, userBlocks } from "@/lib/session/importers/content-blocks";
import { isObject, type JsonObject, objectOf, textOf } from "@/lib/session/importers/json-object";
import { type MessagePart, messageParts } from "@/lib/session/importers/message-parts";
import {
  addEvent,
  addToolResult,
  addToolUse,
  blockLimits,
  type Origin,
  report,
} from "@/lib/session/importers/transcript-draft";

const interruption = /^\[Request interrupted by user[^\]]*\]$/;
const rejectionStart = "The user doesn't want to proceed";

/** Adds the events of one user, assistant or system entry of a Claude Code session. */
export function addClaudeCodeEntry(session: ClaudeCodeSession, entry: JsonObject, uuid: string, origin: Origin): void {
  if (entry.type === "system") {
    addSystemEntry(session, entry, uuid, origin);
    return;
  }
  const message = objectOf(entry, "message");
  if (message.content === undefined) {
    report(session.draft, origin.line, "left out a message without content");
    return;
  }
  const threadId = entry.isSidechain === true ? joinThread(session, entry, uuid, origin) : null;
  if (entry.type === "user") addUserEntry(session, entry, uuid, threadId, origin);
  else if (entry.isApiErrorMessage === true) addApiError(session, uuid, plainText(message.content), "terminal", origin);
  else addAssistantEntry(session, message, uuid, threadId, origin);
}

function addUserEntry(
  session: ClaudeCodeSession,
  entry: JsonObject,
  uuid: string,
  threadId: string | null,
  origin: Origin,
): void {
  // Notes of the program and summaries of earlier talk stand in a person's place without being theirs.
  const isPerson = entry.isMeta !== true && entry.isCompactSummary !== true;
  const from = { ...origin, trusted: isPerson };
  for (const part of messageParts(objectOf(entry, "message").content)) {
    const sourceId = part.index === 0 ? uuid : `${uuid}:${part.index}`;
    if (part.kind === "tool_result") addResult(session, part, sourceId, origin);
    else if (part.kind === "words") addUserWords(session, part.content, sourceId, threadId, from);
    else report(session.draft, origin.line, `left out a ${part.kind} block in a message of the user`);
  }
}

function addUserWords(
  session: ClaudeCodeSession,
  words: unknown[],
  sourceId: string,
  threadId: string | null,
  origin: Origin,
): void {
  if (interruption.test(plainText(words).trim())) {
    addEvent(session.draft, sourceId, "user.interrupt", threadId ? { session_thread_id: threadId } : {}, origin);
    return;
  }
  const content = userBlocks(words, blockLimits(session.draft, origin.line));
  if (threadId) {
    const sent = { content, to_session_thread_id: threadId };
    addEvent(session.draft, sourceId, "agent.thread_message_sent", sent, origin);
    return;
  }
  if (origin.trusted) notePrompt(session, words);
  addEvent(session.draft, sourceId, "user.message", { content }, origin);
}

function addResult(
  session: ClaudeCodeSession,
  part: MessagePart & { kind: "tool_result" },
  sourceId: string,
  origin: Origin,
): void {
  const words = plainText(part.content);
  const call = part.callId === null ? undefined : session.draft.calls.get(part.callId);
  if (part.isError && call && words.startsWith(rejectionStart)) {
    const said = /the user said:\s*(.+?)(?:\n\nNote: The user's next message|$)/is.exec(words)?.[1]?.trim();
    const denial = { tool_use_id: call.sourceId, result: "deny", ...(said ? { deny_message: said } : {}) };
    addEvent(session.draft, `${sourceId}:deny`, "user.tool_confirmation", denial, origin);
  }
  const { callId, content, isError } = part;
  addToolResult(session.draft, { sourceId, callId, content, isError }, origin);
}

function addAssistantEntry(
  session: ClaudeCodeSession,
  message: JsonObject,
  uuid: string,
  threadId: string | null,
  origin: Origin,
): void {
  const { draft } = session;
  const request = beginRequest(session, message, origin);
  for (const part of messageParts(message.content)) {
    const sourceId = part.index === 0 ? uuid : `${uuid}:${part.index}`;
    if (part.kind === "thinking") addEvent(draft, sourceId, "agent.thinking", {}, origin);
    else if (part.kind === "tool_result") addResult(session, part, sourceId, origin);
    else if (part.kind === "words") {
      const words = userBlocks(part.content, blockLimits(draft, origin.line));
      const content = words.map((block) => (block.type === "text" ? block : text(JSON.stringify(block))));
      addEvent(draft, sourceId, "agent.message", { content }, origin);
    } else {
      const { callId, name, input } = part;
      notePromptedAgent(session, input);
      addToolUse(draft, { sourceId, callId, name, input, ...(threadId ? { threadId } : {}) }, origin);
    }
  }
  extendRequest(session, request);
}

function addSystemEntry(session: ClaudeCodeSession, entry: JsonObject, uuid: string, origin: Origin): void {
  if (entry.subtype === "compact_boundary") {
    addEvent(session.draft, uuid, "agent.thread_context_compacted", {}, origin);
  } else if (entry.subtype === "api_error") {
    const error = objectOf(entry, "error");
    const said = textOf(error, "message") ?? textOf(objectOf(error, "error"), "message") ?? textOf(entry, "content");
    addApiError(session, uuid, said ?? "model request failed", "retrying", origin);
  }
}

function addApiError(
  session: ClaudeCodeSession,
  sourceId: string,
  message: string,
  retry: "retrying" | "terminal",
  origin: Origin,
): void {
  const error = { type: errorType(message), message, retry_status: { type: retry } };
  addEvent(session.draft, sourceId, "session.error", { error }, { ...origin, trusted: false });
}

function errorType(message: string): string {
  if (/overloaded|\b529\b/i.test(message)) return "model_overloaded_error";
  if (/rate.?limit|usage limit|\b429\b/i.test(message)) return "model_rate_limited_error";
  if (/credit|billing/i.test(message)) return "billing_error";
  return "model_request_failed_error";
}

function notePromptedAgent(session: ClaudeCodeSession, input: unknown): void {
  const prompt = isObject(input) ? textOf(input, "prompt") : null;
  const agent = isObject(input) ? textOf(input, "subagent_type") : null;
  if (prompt && agent) session.promptedAgents.set(prompt, agent);
}

/** The thread of a sidechain entry: that of its agent or of its parent, or a new one that is announced. */
function joinThread(session: ClaudeCodeSession, entry: JsonObject, uuid: string, origin: Origin): string {
  const parent = textOf(entry, "parentUuid");
  const root = textOf(entry, "agentId") ?? (parent && session.threads.get(parent)) ?? uuid;
  session.threads.set(uuid, root);
  const threadId = `sthr_${createHash("sha256").update(`${session.id}/${root}`).digest("hex").slice(0, 24)}`;
  if (!session.draft.sourceIds.has(threadId)) {
    const prompt = plainText(objectOf(entry, "message").content);
    const agentName = session.promptedAgents.get(prompt) ?? "sub-agent";
    const created = { session_thread_id: threadId, agent_name: agentName, workflow_run_id: null };
    addEvent(session.draft, threadId, "session.thread_created", created, origin);
  }
  return threadId;
}
