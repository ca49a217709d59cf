import type { ImportNote } from "@/lib/session/importers/imported-transcript";
import { isObject, type JsonObject } from "@/lib/session/importers/json-object";
import type { JsonItem } from "@/lib/session/importers/read-json-values";

export type ChatMessage = { line: number; message: JsonObject };

/** The messages of one conversation, and the object that held them where there was one. */
export type Chat = { kind: "chat"; line: number; messages: ChatMessage[]; about: JsonObject };

/**
 * Finds conversations: one array of messages is one; an array of arrays, an array of objects with `messages`, or
 * JSON lines of these are many; messages that stand alone, line by line, are one together.
 */
export async function* collectChats(items: AsyncIterable<JsonItem>): AsyncGenerator<Chat | ImportNote> {
  let loose: ChatMessage[] = [];
  let looseArray: number | null = null;

  function* flush(): Generator<Chat> {
    const first = loose[0];
    if (first) yield { kind: "chat", line: first.line, messages: loose, about: {} };
    loose = [];
  }

  for await (const item of items) {
    if (item.kind === "skipped") {
      yield item;
      continue;
    }
    if (item.kind === "array_end") {
      yield* flush();
      continue;
    }
    const { line, value, array } = item;
    if (array !== looseArray) yield* flush();
    looseArray = array;
    if (isObject(value) && isMessage(value)) loose.push({ line, message: value });
    else {
      // What stands between two messages of one array belongs to none: it must not tear them apart.
      if (isConversation(value)) yield* flush();
      yield* wholeChat(value, line);
    }
  }
  yield* flush();
}

export function isMessage(value: JsonObject): boolean {
  return typeof value.role === "string" && !Array.isArray(value.messages);
}

function isConversation(value: unknown): boolean {
  return Array.isArray(value) || (isObject(value) && Array.isArray(value.messages));
}

function* wholeChat(value: unknown, line: number): Generator<Chat | ImportNote> {
  const about = isObject(value) ? value : {};
  const listed: unknown = Array.isArray(value) ? value : about.messages;
  if (!Array.isArray(listed)) {
    yield { kind: "skipped", line, reason: "is neither a message nor a conversation" };
    return;
  }
  const messages: ChatMessage[] = [];
  for (const message of listed as unknown[]) {
    if (isObject(message) && isMessage(message)) messages.push({ line, message });
    else yield { kind: "skipped", line, reason: "left out an entry of a conversation that is not a message" };
  }
  if (messages.length === 0) yield { kind: "skipped", line, reason: "the conversation holds no messages" };
  else yield { kind: "chat", line, messages, about };
}
