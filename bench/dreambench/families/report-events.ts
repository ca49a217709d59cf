import { type CorpusDraft, worldStartMs } from "../generate/corpus-draft";
import { bothOf, type CallStep } from "../generate/transcript-plan";
import type { WorldEvent } from "../generate/world-event";

/**
 * Lets every session begin by asking the feed for all that happened since the last one asked: an independent record without gaps, in
 * the pack's own layout. Sessions without times cannot say what they covered, but the feed's answer does.
 */
export function reportEvents(draft: CorpusDraft): void {
  if (draft.events.length === 0) return;
  draft.events.sort((left, right) => left.atMs - right.atMs || (left.type < right.type ? -1 : 1));
  let since = worldStartMs;
  const toldIn = new Map<WorldEvent, CallStep>();
  const last = draft.sessions.at(-1);
  for (const session of draft.sessions) {
    const until = session === last ? Math.max(session.startMs, draft.endMs) : session.startMs;
    const seen = draft.events.filter(({ atMs }) => atMs >= since && atMs < until);
    const call = feedCall(draft, seen, since, until);
    for (const event of seen) toldIn.set(event, call);
    session.opening.unshift([call]);
    since = until;
  }
  citeReports(draft, toldIn);
}

/** The evidence of plants about events: the answers of the feed that tell of them. */
function citeReports({ shownBy }: CorpusDraft, toldIn: ReadonlyMap<WorldEvent, CallStep>): void {
  const tellingOf = (event: WorldEvent) => {
    const call = toldIn.get(event);
    return call ? bothOf(call) : [];
  };
  for (const { plant, occurrences, against } of shownBy) {
    plant.evidence = occurrences.map((events) => events.flatMap(tellingOf));
    plant.against = against.map(tellingOf);
  }
}

function feedCall(draft: CorpusDraft, events: readonly WorldEvent[], sinceMs: number, untilMs: number): CallStep {
  const { tool } = draft.pack.feed;
  const input = { since: stamp(sinceMs), until: stamp(untilMs) };
  return { kind: "call", tool, input, result: layOut(draft, events), failed: false };
}

function layOut(draft: CorpusDraft, events: readonly WorldEvent[]): string {
  const { fields, layout } = draft.pack.feed;
  const record = ({ type, entity, atMs }: WorldEvent) => ({
    [fields.time]: stamp(atMs),
    [fields.type]: type,
    [fields.entity]: entity,
  });
  if (layout === "json") return JSON.stringify(events.map(record));
  if (layout === "lines") return events.map((event) => JSON.stringify(record(event))).join("\n");
  return events
    .map(({ type, entity, atMs }) => `${stamp(atMs)} INFO ${fields.type}=${type} ${fields.entity}=${entity}`)
    .join("\n");
}

function stamp(atMs: number): string {
  return new Date(atMs).toISOString();
}
