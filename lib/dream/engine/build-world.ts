import { compareText } from "./canonical-json";
import type { EngineInput } from "./engine-input";
import { readDocument } from "./memory-document";
import { normaliseSession } from "./normalise-session";
import type { NormalisedSession } from "./normalised-session";
import { physicalEvents } from "./physical-events";
import { recognisableLines } from "./provenance";
import { orderSessions } from "./session-order";
import type { DreamWorld } from "./world";

/** Normalises sessions one at a time, with `afterSession` between them so that a worker can report and be stopped. */
export async function buildWorld(
  input: EngineInput,
  afterSession: (done: number, total: number) => Promise<void>,
): Promise<DreamWorld> {
  const memories = [...input.memories].sort((left, right) => compareText(left.path, right.path));
  const references = [...(input.references ?? [])].sort((left, right) => compareText(left.store.id, right.store.id));
  const all = [...memories, ...references.flatMap((reference) => reference.memories)];
  const memoryLines = recognisableLines(all.map(({ content }) => content));
  const sessions: NormalisedSession[] = [];
  const seenCalls = new Set<string>();
  for (const session of orderSessions(input.sessions)) {
    sessions.push(withoutCopies(normaliseSession(session, sessions.length, memoryLines), seenCalls));
    await afterSession(sessions.length, input.sessions.length);
  }
  return {
    store: input.store,
    documents: memories.map((memory) => readDocument(memory, input.store.access === "read_only")),
    sessions,
    physical: physicalEvents(sessions),
    ledger: input.ledger,
    references: references.map(({ store, memories: own }) => ({
      store: { ...store, access: "read_only" },
      documents: [...own]
        .sort((left, right) => compareText(left.path, right.path))
        .map((memory) => readDocument(memory, true)),
    })),
  };
}

/** Leaves out calls that an earlier session already told of. */
function withoutCopies(session: NormalisedSession, seenCalls: Set<string>): NormalisedSession {
  const calls = session.calls.filter(({ physicalKey }) => physicalKey === null || !seenCalls.has(physicalKey));
  for (const { physicalKey } of calls) if (physicalKey !== null) seenCalls.add(physicalKey);
  return { ...session, calls: calls.map((call, ordinal) => ({ ...call, ordinal })) };
}
