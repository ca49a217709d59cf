import { addClaudeCodeEntry } from "@/lib/session/importers/add-claude-code-entry";
import {
  type ClaudeCodeSession,
  noteFacts,
  startSession,
  takeTranscript,
} from "@/lib/session/importers/claude-code-session";
import type { ImportItem, ImportOptions } from "@/lib/session/importers/imported-transcript";
import { isObject, type JsonObject, textOf } from "@/lib/session/importers/json-object";
import { titleFrom } from "@/lib/session/importers/limit-metadata";
import type { JsonItem } from "@/lib/session/importers/read-json-values";
import { readTime } from "@/lib/session/importers/read-time";
import { report } from "@/lib/session/importers/transcript-draft";

/** Entries by which the program keeps its own books; they say nothing of the conversation. */
const bookkeeping = new Set([
  "progress",
  "file-history-snapshot",
  "queue-operation",
  "pr-link",
  "attachment",
  "last-prompt",
  "permission-mode",
  "mode",
  "tag",
  "agent-setting",
  "agent-color",
  "worktree-state",
]);

/**
 * Reads Claude Code session files, also several in one stream and files of sub-agents, which carry the session of
 * the agent that started them. Entries are taken in file order, the order in which they were written; one transcript
 * is held at a time, and a session that comes up again is handed over in a further part with the same key.
 */
export async function* importClaudeCode(
  items: AsyncIterable<JsonItem>,
  options: ImportOptions,
): AsyncGenerator<ImportItem> {
  const sessions = new Map<string, ClaudeCodeSession>();
  const summaries = new Map<string, string>();
  let current: ClaudeCodeSession | null = null;
  let lastId: string | null = null;

  for await (const item of items) {
    if (item.kind === "array_end") continue;
    if (item.kind === "skipped") {
      yield item;
      continue;
    }
    const { line, value: entry } = item;
    const type = isObject(entry) ? textOf(entry, "type") : null;
    if (!isObject(entry) || type === null) {
      yield { kind: "skipped", line, reason: "is not an entry of a Claude Code session" };
      continue;
    }
    if (type === "summary") {
      summaries.set(textOf(entry, "leafUuid") ?? "", textOf(entry, "summary") ?? "");
      continue;
    }
    if (bookkeeping.has(type)) continue;
    const sessionId: string | null = sessionIdOf(entry) ?? lastId;
    if (sessionId === null) {
      yield { kind: "skipped", line, reason: "belongs to no session" };
      continue;
    }
    if (current && current.id !== sessionId) yield* handOver(current, summaries);
    current = sessions.get(sessionId) ?? startSession(sessionId, line, options);
    sessions.set(sessionId, current);
    lastId = sessionId;
    readEntry(current, entry, type, line);
    yield* current.draft.notes.splice(0);
  }
  if (current) yield* handOver(current, summaries);
}

function sessionIdOf(entry: JsonObject): string | null {
  return textOf(entry, "sessionId") ?? textOf(entry, "session_id");
}

function* handOver(session: ClaudeCodeSession, summaries: ReadonlyMap<string, string>): Generator<ImportItem> {
  if (session.draft.events.length > 0) {
    yield { kind: "transcript", line: session.firstLine, transcript: takeTranscript(session, summaries) };
  } else if (!session.wasHandedOver) {
    yield { kind: "skipped", line: session.firstLine, reason: "the session holds no messages" };
  }
  yield* session.draft.notes.splice(0);
}

function readEntry(session: ClaudeCodeSession, entry: JsonObject, type: string, line: number): void {
  const { draft } = session;
  if (type === "custom-title" || type === "ai-title") {
    session.customTitle = titleFrom(textOf(entry, "customTitle") ?? textOf(entry, "aiTitle") ?? textOf(entry, "title"));
    return;
  }
  if (type === "agent-name") {
    noteFacts(session, entry, null);
    return;
  }
  if (type !== "user" && type !== "assistant" && type !== "system") {
    report(draft, line, `left out an entry of unknown type ${JSON.stringify(type.slice(0, 40))}`);
    return;
  }
  const uuid = textOf(entry, "uuid");
  if (uuid === null) {
    report(draft, line, "left out an entry without uuid");
    return;
  }
  if (session.uuids.has(uuid)) {
    report(draft, line, "repeats an entry that was read before");
    return;
  }
  session.uuids.add(uuid);
  const at = readTime(entry.timestamp);
  if (at === null) report(draft, line, "the time of this entry cannot be read");
  noteFacts(session, entry, at);
  addClaudeCodeEntry(session, entry, uuid, { line, at, trusted: true });
}
