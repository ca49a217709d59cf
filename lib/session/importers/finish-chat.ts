import type { Chat } from "@/lib/session/importers/collect-chats";
import { plainText } from "@/lib/session/importers/content-blocks";
import type { ImportedTranscript, ImportItem } from "@/lib/session/importers/imported-transcript";
import { type JsonObject, numberOf, objectOf, textOf } from "@/lib/session/importers/json-object";
import { limitMetadata, titleFrom } from "@/lib/session/importers/limit-metadata";
import { readTime } from "@/lib/session/importers/read-time";
import { fingerprint, report, type TranscriptDraft } from "@/lib/session/importers/transcript-draft";

const idKeys = ["session_id", "conversation_id", "thread_id", "trace_id", "id"];

/** The time a message says it was made. */
export function messageTime(message: JsonObject): Date | null {
  for (const key of ["timestamp", "created_at", "create_time", "created"]) {
    const at = readTime(message[key]);
    if (at) return at;
  }
  return null;
}

/** A name for a message that stays while the conversation grows: its place and what it says. */
export function messageId(message: JsonObject, index: number): string {
  return `${index}.${fingerprint(message).slice(0, 12)}`;
}

/** Makes the transcript of a conversation whose events stand in the draft, followed by what was reported. */
export function* finishChat(draft: TranscriptDraft, chat: Chat, source: string): Generator<ImportItem> {
  const { about, messages, line } = chat;
  if (draft.events.length === 0) report(draft, line, "the conversation holds nothing that can be imported");
  else {
    const prompt = messages.find(({ message }) => message.role === "user")?.message;
    const speaker = messages.find(({ message }) => message.role === "assistant" && textOf(message, "name"))?.message;
    const agentName = textOf(about, "agent_name") ?? textOf(about, "agent") ?? textOf(objectOf(about, "agent"), "name");
    const transcript: ImportedTranscript = {
      ...chatKeys(chat, source),
      title: titleFrom(textOf(about, "title")) ?? titleFrom(plainText(prompt?.content)),
      agentName: agentName ?? (speaker && textOf(speaker, "name")) ?? draft.options.agentName ?? source,
      startedAt: draft.events.find((event) => event.processedAt)?.processedAt ?? messageTime(about),
      outcome: chatOutcome(about),
      metadata: limitMetadata([
        ["source", source],
        ["task", about.task ?? about.task_id],
        ["model", about.model],
        ...Object.entries(objectOf(about, "metadata")),
      ]),
      events: draft.events,
    };
    yield { kind: "transcript", line, transcript };
  }
  yield* draft.notes.splice(0);
}

/** Success and failure by an outcome in words or by a reward of 0 to 1, of which only the whole is a success. */
export function outcomeOf(outcome: unknown, reward: number | null): ImportedTranscript["outcome"] {
  if (outcome === "success" || outcome === "failure" || outcome === "unknown") return outcome;
  if (typeof outcome === "boolean") return outcome ? "success" : "failure";
  if (reward === null) return "unknown";
  return reward >= 1 - 1e-6 ? "success" : "failure";
}

function chatOutcome(about: JsonObject): ImportedTranscript["outcome"] {
  return outcomeOf(about.outcome ?? objectOf(about, "metadata").outcome ?? about.success, numberOf(about, "reward"));
}

/** The source's own id, else a chain of fingerprints: every beginning of a conversation has a key of its own. */
function chatKeys(chat: Chat, source: string): { sourceKey: string; earlierKeys: string[] } {
  for (const key of idKeys) {
    const id = textOf(chat.about, key);
    if (id) return { sourceKey: `${source}:${key}:${id.length <= 100 ? id : fingerprint(id)}`, earlierKeys: [] };
  }
  let last = "";
  const keys = chat.messages.map(({ message }) => {
    last = fingerprint(last, message);
    return `${source}:${last}`;
  });
  return { sourceKey: keys.pop() ?? source, earlierKeys: keys };
}
