import { canonicalJson } from "../engine/canonical-json";
import { holdsSecret } from "../engine/event-evidence";
import { groupBy } from "../engine/group-by";
import { sha256Hex } from "../engine/sha256-hex";
import type { DreamWorld } from "../engine/world";
import type { PhysicalEvent } from "../happenings/merge-sightings";
import type { Span } from "../happenings/sighting";
import type { Series } from "../statistics/series";

/** A series with the happenings that it was made of, place by place. */
export type HappeningSeries = Series & { events: readonly PhysicalEvent[] };

/** Share of a type's happenings that listings must show for absence from them to mean anything. */
const listedShare = 0.7;

/** A dream runs well after its last session: what is told of one by one would have been told of a little later still. */
const graceMs = 3_600_000;

/**
 * Happenings by type, from sources that not anybody can write; types that cannot be quoted are left out. Types that only `named` names
 * are there without a happening.
 */
export function happeningSeries(world: DreamWorld, named: readonly string[] = []): HappeningSeries[] {
  const trusted = world.physical.events.filter(({ isTrusted, type }) => isTrusted && !holdsSecret(type));
  const whole = wholeSpan(world, trusted);
  const byType = groupBy(trusted, ({ type }) => type);
  for (const type of named) if (!byType.has(type)) byType.set(type, []);
  return [...byType].map(([type, events]) => ({
    type,
    events,
    times: events.map(({ occurredAtMs }) => occurredAtMs),
    entities: events.map(({ entity }) => entity),
    sessions: events.map(({ sources }) => [...new Set(sources.map(({ session }) => session))]),
    observable: observableSpans(events, world.physical.coverage.get(type)?.listed ?? [], whole),
  }));
}

/** Depends on what happened only, so that the same world under other ids draws the same numbers. */
export function seedOf(series: readonly HappeningSeries[]): string {
  const told = series.filter(({ times }) => times.length > 0);
  return sha256Hex(canonicalJson(told.map(({ type, times, entities }) => [type, times, entities])));
}

function wholeSpan({ sessions }: DreamWorld, events: readonly PhysicalEvent[]): Span {
  const times = [
    ...events.map(({ occurredAtMs }) => occurredAtMs),
    ...sessions.flatMap(({ utterances }) => [utterances[0]?.event.atMs, utterances.at(-1)?.event.atMs]),
  ].filter((atMs) => atMs != null);
  return {
    fromMs: times.reduce((least, atMs) => Math.min(least, atMs), Number.POSITIVE_INFINITY),
    toMs: times.reduce((most, atMs) => Math.max(most, atMs), Number.NEGATIVE_INFINITY) + graceMs,
  };
}

/** The spans of listings where these show nearly all of a type; else the whole time, as each happening was told of by itself. */
function observableSpans(events: readonly PhysicalEvent[], listed: readonly Span[], whole: Span): readonly Span[] {
  const shown = events.filter(({ occurredAtMs }) => isWithin(listed, occurredAtMs));
  return shown.length > 0 && shown.length >= listedShare * events.length ? listed : [whole];
}

/** Whether a time lies in one of the spans. */
function isWithin(spans: readonly Span[], atMs: number): boolean {
  return spans.some(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs);
}
