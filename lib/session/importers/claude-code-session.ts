import { plainText } from "@/lib/session/importers/content-blocks";
import type { ImportedEvent, ImportedTranscript, ImportOptions } from "@/lib/session/importers/imported-transcript";
import { type JsonObject, objectOf, textOf } from "@/lib/session/importers/json-object";
import { limitMetadata, titleFrom } from "@/lib/session/importers/limit-metadata";
import {
  addEvent,
  boundedId,
  fingerprint,
  type Origin,
  readUsage,
  startDraft,
  type TranscriptDraft,
} from "@/lib/session/importers/transcript-draft";

type ModelRequest = { usage: Record<string, number>; origin: Origin; lastIndex: number };

/** What is known of one Claude Code session while its lines go by. */
export type ClaudeCodeSession = {
  id: string;
  firstLine: number;
  draft: TranscriptDraft;
  uuids: Set<string>;
  /** Thread of each sidechain entry, so that replies join the thread of their parent. */
  threads: Map<string, string>;
  /** Which kind of sub-agent a prompt was given to. */
  promptedAgents: Map<string, string>;
  requests: Map<string, ModelRequest>;
  knownRequests: Set<string>;
  facts: Map<string, string>;
  customTitle: string | null;
  firstPrompt: string | null;
  startedAt: Date | null;
  wasHandedOver: boolean;
};

export function startSession(id: string, line: number, options: ImportOptions): ClaudeCodeSession {
  return {
    id,
    firstLine: line,
    draft: startDraft(options),
    uuids: new Set(),
    threads: new Map(),
    promptedAgents: new Map(),
    requests: new Map(),
    knownRequests: new Set(),
    facts: new Map(),
    customTitle: null,
    firstPrompt: null,
    startedAt: null,
    wasHandedOver: false,
  };
}

/** Remembers what a line says about its session as a whole. */
export function noteFacts(session: ClaudeCodeSession, entry: JsonObject, at: Date | null): void {
  session.startedAt ??= at;
  const facts = [
    ["agent_name", textOf(entry, "agentName")],
    ["cwd", textOf(entry, "cwd")],
    ["git_branch", textOf(entry, "gitBranch")],
    ["version", textOf(entry, "version")],
    ["model", textOf(objectOf(entry, "message"), "model")],
  ] as const;
  for (const [key, value] of facts) {
    if (value !== null && value !== "<synthetic>" && !session.facts.has(key)) session.facts.set(key, value);
  }
}

/** The first thing a person asked for makes the title; a slash command shows as it was typed. */
export function notePrompt(session: ClaudeCodeSession, content: unknown): void {
  if (session.firstPrompt !== null) return;
  const words = plainText(content);
  const command = /<command-name>(.*?)<\/command-name>/s.exec(words)?.[1];
  const given = /<command-args>(.*?)<\/command-args>/s.exec(words)?.[1] ?? "";
  session.firstPrompt = titleFrom(command ? `${command} ${given}` : words);
}

/** Begins a model request at its first line; its blocks come over several lines that repeat one usage. */
export function beginRequest(session: ClaudeCodeSession, message: JsonObject, origin: Origin): string | null {
  const id = textOf(message, "id");
  const usage = readUsage(message.usage);
  if (id === null || usage === null || message.model === "<synthetic>") return null;
  const known = session.requests.get(id);
  if (known) {
    // Lines written while the answer streamed count too few output tokens: the largest is the true one.
    if ((usage.output_tokens ?? 0) >= (known.usage.output_tokens ?? 0)) known.usage = usage;
    known.origin = origin;
    return id;
  }
  if (session.knownRequests.has(id)) return null;
  session.knownRequests.add(id);
  addEvent(session.draft, `${id}:start`, "span.model_request_start", {}, origin);
  session.requests.set(id, { usage, origin, lastIndex: session.draft.events.length - 1 });
  return id;
}

export function extendRequest(session: ClaudeCodeSession, id: string | null): void {
  const request = id === null ? undefined : session.requests.get(id);
  if (request) request.lastIndex = session.draft.events.length - 1;
}

/** Hands over what was read of a session and forgets it, but for what later lines of it refer to. */
export function takeTranscript(session: ClaudeCodeSession, summaries: ReadonlyMap<string, string>): ImportedTranscript {
  const events = withRequestEnds(session);
  session.draft.events = [];
  session.requests.clear();
  session.wasHandedOver = true;
  let summary: string | null = null;
  for (const [leafUuid, title] of summaries) if (session.uuids.has(leafUuid)) summary = title;
  const { agent_name: agentName, ...facts } = Object.fromEntries(session.facts);
  return {
    sourceKey: `claude-code:${session.id.length <= 100 ? session.id : fingerprint(session.id)}`,
    earlierKeys: [],
    title: session.customTitle ?? titleFrom(summary) ?? session.firstPrompt,
    agentName: agentName ?? session.draft.options.agentName ?? "claude-code",
    startedAt: session.startedAt,
    outcome: "unknown",
    metadata: limitMetadata([["source", "claude-code"], ["source_session", session.id], ...Object.entries(facts)]),
    events,
  };
}

function withRequestEnds(session: ClaudeCodeSession): ImportedEvent[] {
  const endsByIndex = new Map<number, [string, ModelRequest][]>();
  for (const entry of session.requests) {
    const ends = endsByIndex.get(entry[1].lastIndex) ?? [];
    ends.push(entry);
    endsByIndex.set(entry[1].lastIndex, ends);
  }
  const began = session.draft.events;
  session.draft.events = [];
  for (const [index, event] of began.entries()) {
    session.draft.events.push(event);
    for (const [id, request] of endsByIndex.get(index) ?? []) {
      const payload = { model_request_start_id: boundedId(`${id}:start`), is_error: false, model_usage: request.usage };
      addEvent(session.draft, `${id}:end`, "span.model_request_end", payload, request.origin);
    }
  }
  return session.draft.events;
}
