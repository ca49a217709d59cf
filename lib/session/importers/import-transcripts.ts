import type { ImportFormat } from "@/lib/contract/session-event";
import { importAnthropicMessages, isAnthropicChat } from "@/lib/session/importers/anthropic-messages";
import { importClaudeCode } from "@/lib/session/importers/claude-code";
import { collectChats } from "@/lib/session/importers/collect-chats";
import { type DetectedFormat, detectFormat } from "@/lib/session/importers/detect-format";
import { defaultMaxValueBytes, type ImportItem, type ImportOptions } from "@/lib/session/importers/imported-transcript";
import { importOpenaiChat } from "@/lib/session/importers/openai-chat";
import { type JsonItem, readJsonValues } from "@/lib/session/importers/read-json-values";
import { importSweAgent } from "@/lib/session/importers/swe-agent";
import { importTauBench } from "@/lib/session/importers/tau-bench";

const mostItemsBeforeFormat = 1_000;

/**
 * Reads transcripts of any known format, one at a time. What cannot be taken over as it stands comes out as a
 * `skipped` item with its line; nothing is lost without one. The same input gives the same items.
 *
 * Parts of one session may come out apart, with the same `sourceKey`: a writer adds to a session the events whose
 * `sourceId` it lacks. It throws only what the body's own stream throws.
 */
export async function* importTranscripts(
  format: ImportFormat | "auto",
  body: AsyncIterable<Uint8Array> | string,
  options: ImportOptions = {},
): AsyncGenerator<ImportItem> {
  const values = readJsonValues(body, options.maxValueBytes ?? defaultMaxValueBytes);
  if (format !== "auto") yield* importAs(format, values, options);
  else yield* importDetected(values, options);
}

async function* importDetected(values: AsyncGenerator<JsonItem>, options: ImportOptions): AsyncGenerator<ImportItem> {
  const seen: JsonItem[] = [];
  let detected: DetectedFormat | null = null;
  while (detected === null && seen.length < mostItemsBeforeFormat) {
    const next = await values.next();
    if (next.done) break;
    seen.push(next.value);
    if (next.value.kind === "value") detected = detectFormat(next.value.value);
  }
  if (detected) {
    yield* importAs(detected, chain(seen, values), options);
    return;
  }
  for (const item of seen) if (item.kind === "skipped") yield item;
  yield { kind: "skipped", line: 1, reason: "the format of these transcripts was not recognised" };
}

async function* importAs(
  format: ImportFormat | DetectedFormat,
  values: AsyncIterable<JsonItem>,
  options: ImportOptions,
): AsyncGenerator<ImportItem> {
  if (format === "claude-code") yield* importClaudeCode(values, options);
  else if (format === "tau-bench") yield* distinguish(importTauBench(values, options));
  else if (format === "swe-agent") yield* distinguish(importSweAgent(values, options));
  else yield* distinguish(importChats(format, values, options));
}

async function* importChats(
  format: "openai" | "anthropic" | "chat",
  values: AsyncIterable<JsonItem>,
  options: ImportOptions,
): AsyncGenerator<ImportItem> {
  for await (const chat of collectChats(values)) {
    if (chat.kind === "skipped") yield chat;
    else if (format === "anthropic" || (format === "chat" && isAnthropicChat(chat))) {
      yield* importAnthropicMessages(chat, options);
    } else yield* importOpenaiChat(chat, options);
  }
}

const contentKey = /^[a-z0-9-]+:[0-9a-f]{32}$/;

/** Conversations known only by their content may be alike: each stays one of its own, and stays so on import again. */
async function* distinguish(items: AsyncIterable<ImportItem>): AsyncGenerator<ImportItem> {
  const countByKey = new Map<string, number>();
  for await (const item of items) {
    if (item.kind === "transcript" && contentKey.test(item.transcript.sourceKey)) {
      const { sourceKey } = item.transcript;
      const count = (countByKey.get(sourceKey) ?? 0) + 1;
      countByKey.set(sourceKey, count);
      if (count > 1) item.transcript.sourceKey = `${sourceKey}#${count}`;
    }
    yield item;
  }
}

async function* chain(first: readonly JsonItem[], rest: AsyncIterable<JsonItem>): AsyncGenerator<JsonItem> {
  yield* first;
  yield* rest;
}
