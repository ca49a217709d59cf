import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Ctx, readerOf } from "@/lib/access/context";
import { subscribe } from "@/lib/db/live-hub";
import { dreamTopic } from "@/lib/dream/dream-topic";
import { requireDreamRead } from "@/lib/dream/require-dream";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { getMemoryStore } from "@/lib/memory/get-memory-store";
import { memoryStoreTopic } from "@/lib/memory/store-topic";
import { sessionTopic } from "@/lib/session/event-topic";
import { getSession } from "@/lib/session/get-session";
import type { StreamFrame } from "./answer-event-stream";

const lookEveryMs = 1000;
const quietMs = 100;
const heartbeatEveryMs = 15_000;
const topicsLimit = 20;
const digestLength = 12;

/** One followed object: what wakes us, what tells whether it changed, and what is said then. */
interface Topic {
  id: string;
  hubTopic: string;
  name: string;
  data: Record<string, string>;
  /** Answers `mark`, and of a store `redacted`: how far its redactions are. */
  markQuery: string;
}

interface Mark {
  mark: string;
  redacted: string;
}

/**
 * Says, while the reader stays, that a store, session or dream changed; what changed is for the reader to fetch. Wake-ups
 * come from the hub, and a look at the tables every second finds what a lost wake-up would have hidden. The id of a frame
 * says how far each topic was: a reader that brings it back is told at once of what changed while it was away. A redaction
 * is told by its own name, because a reader has to drop what it keeps before it asks anew.
 * Throws NotFoundError for what the caller cannot read, InvalidRequestError for anything that cannot be followed.
 */
export async function followTopics(
  ctx: Ctx,
  ids: readonly string[],
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<AsyncGenerator<StreamFrame>> {
  if (ids.length === 0 || ids.length > topicsLimit) {
    throw new InvalidRequestError(`topics: must name 1 to ${topicsLimit} stores, sessions or dreams.`);
  }
  const topics: Topic[] = [];
  for (const id of new Set(ids)) topics.push(await openTopic(ctx, id));
  return follow(ctx, topics, lastEventId, signal);
}

async function openTopic(ctx: Ctx, id: string): Promise<Topic> {
  if (id.startsWith("memstore_")) {
    await getMemoryStore(ctx, id);
    return {
      id,
      hubTopic: memoryStoreTopic(id),
      name: "memory_version.created",
      data: { memory_store_id: id },
      markQuery: `SELECT concat_ws(' ', (
          SELECT id FROM memory_version WHERE memory_store_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1), (
          SELECT max(sequence) FROM change_event WHERE memory_store_id = $1)) AS mark, (
          SELECT max(sequence)::text FROM change_event
          WHERE memory_store_id = $1 AND type = 'memory_version.redacted') AS redacted`,
    };
  }
  if (id.startsWith("sesn_")) {
    await getSession(ctx, id);
    return {
      id,
      hubTopic: sessionTopic(id),
      name: "session.updated",
      data: { session_id: id },
      markQuery: "SELECT concat_ws(' ', last_sequence, status, updated_at) AS mark FROM session WHERE id = $1",
    };
  }
  if (id.startsWith("drm_")) {
    await requireDreamRead(ctx, id);
    return {
      id,
      hubTopic: dreamTopic(id),
      name: "dream.updated",
      data: { dream_id: id },
      markQuery: `SELECT concat_ws(' ', status, progress, review_state, archived_at, (
          SELECT string_agg(concat_ws(',', decision, decided_at, applied_at), ';' ORDER BY position)
          FROM dream_change WHERE dream_id = dream.id)) AS mark FROM dream WHERE id = $1`,
    };
  }
  throw new InvalidRequestError(`topics: ${JSON.stringify(id.slice(0, 100))} is no store, session or dream.`);
}

async function* follow(
  ctx: Ctx,
  topics: readonly Topic[],
  lastEventId: string | null,
  signal: AbortSignal,
): AsyncGenerator<StreamFrame> {
  const woken = new Set<string>();
  let ring: () => void = () => undefined;
  const unsubscribes = topics.map((topic) =>
    subscribe(topic.hubTopic, () => {
      woken.add(topic.id);
      ring();
    }),
  );
  const marks = new Map<string, Mark>();
  let lastSentAtMs = Date.now();
  try {
    for (const topic of topics) marks.set(topic.id, await readMark(ctx, topic));
    for (const { topic, isRedacted } of changedSince(lastEventId, topics, marks)) {
      yield frameOf(topic, isRedacted, marks);
    }
    yield { kind: "comment", id: encodeMarks(marks) };
    while (!signal.aborted) {
      const rang = new Set(woken);
      woken.clear();
      for (const topic of topics) {
        const mark = await readMark(ctx, topic);
        const before = marks.get(topic.id);
        const isRedacted = mark.redacted !== before?.redacted;
        if (mark.mark === before?.mark && !isRedacted && !rang.has(topic.id)) continue;
        marks.set(topic.id, mark);
        lastSentAtMs = Date.now();
        yield frameOf(topic, isRedacted, marks);
      }
      if (Date.now() - lastSentAtMs >= heartbeatEveryMs) {
        lastSentAtMs = Date.now();
        yield { kind: "comment", id: encodeMarks(marks) };
      }
      // A burst of writes becomes one event.
      await pause(quietMs, signal);
      if (woken.size === 0) {
        await new Promise<void>((resolve) => {
          ring = resolve;
          void pause(lookEveryMs, signal).then(resolve);
        });
      }
    }
  } finally {
    for (const unsubscribe of unsubscribes) unsubscribe();
  }
}

function frameOf(topic: Topic, isRedacted: boolean, marks: ReadonlyMap<string, Mark>): StreamFrame {
  const name = isRedacted ? "memory_version.redacted" : topic.name;
  return { kind: "event", name, id: encodeMarks(marks), data: { type: name, ...topic.data } };
}

async function readMark(ctx: Ctx, topic: Topic): Promise<Mark> {
  const { rows } = await readerOf(ctx).query<{ mark: string | null; redacted?: string | null }>(topic.markQuery, [
    topic.id,
  ]);
  return { mark: rows[0]?.mark ?? "", redacted: rows[0]?.redacted ?? "" };
}

/** Short, since a browser sends it back in a header: a digest of each topic and its marks. */
function encodeMarks(marks: ReadonlyMap<string, Mark>): string {
  return [...marks].map(([id, mark]) => encodeMark(id, mark)).join(".");
}

function encodeMark(id: string, { mark, redacted }: Mark): string {
  return [id, mark, redacted].map(digest).join("-");
}

/** The topics that the earlier stream left at another mark; of a topic that it did not follow, nothing is said. */
function changedSince(
  lastEventId: string | null,
  topics: readonly Topic[],
  marks: ReadonlyMap<string, Mark>,
): { topic: Topic; isRedacted: boolean }[] {
  const left = new Map((lastEventId ?? "").split(".").map((part) => [part.slice(0, digestLength), part]));
  return topics.flatMap((topic) => {
    const mark = marks.get(topic.id) ?? { mark: "", redacted: "" };
    const part = left.get(digest(topic.id));
    if (part === undefined || part === encodeMark(topic.id, mark)) return [];
    return [{ topic, isRedacted: !part.endsWith(`-${digest(mark.redacted)}`) }];
  });
}

function digest(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, digestLength);
}

/** Ends early when the reader goes away. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
