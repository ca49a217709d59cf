import { canonicalJson } from "../engine/canonical-json";
import { leaves } from "../engine/event-text";
import type { NormalisedSession } from "../engine/normalised-session";
import { findMoment, readMoment } from "./moment";
import type { ReadText } from "./read-texts";
import type { Listing, Sighting, Span } from "./sighting";

/** When a happening of one type would have been noticed. */
export interface Coverage {
  /** Covered by answers that list what happened in a stretch of time, whatever the session was about. */
  listed: readonly Span[];
  /** From the first to the last event of the sessions that told of it. */
  investigated: readonly Span[];
}

const leastRecords = 2;
const dayMs = 86_400_000;
const longestTailMs = dayMs;
/** Share of two stretches by which they may miss each other and still be one: listings begin with their first record. */
const gapShare = 0.15;

/** The answer as a listing, or null for one that tells of a single thing and of no stretch of time. */
export function listingOf(text: ReadText, sightings: readonly Sighting[]): Listing | null {
  const asked = askedSpan(text);
  const times = sightings.map(({ occurredAtMs }) => occurredAtMs);
  if (asked === null && times.length < leastRecords) return null;
  const first = times.reduce((least, atMs) => Math.min(least, atMs), asked?.fromMs ?? Number.POSITIVE_INFINITY);
  const last = times.reduce((most, atMs) => Math.max(most, atMs), asked?.toMs ?? Number.NEGATIVE_INFINITY);
  const seenAtMs = text.event.atMs;
  const isUpToNow = seenAtMs !== null && seenAtMs >= last && seenAtMs - last <= longestTailMs;
  return {
    feed: feedOf(text),
    fromMs: first,
    toMs: asked === null && isUpToNow ? seenAtMs : last,
    types: new Set(sightings.map(({ type }) => type)),
  };
}

/** The stretch of time that a call asks for, by two moments, by one with a name like "since", or by a length like "24h". */
function askedSpan({ input, event }: ReadText): Span | null {
  const seenAtMs = event.atMs;
  const args = leaves(input);
  const moments = args.flatMap(({ key, text }) => {
    const atMs = readMoment(text, /since|from|start|begin|after|until|to$|end|before/i.test(key), seenAtMs);
    return atMs === null ? [] : [{ key, atMs }];
  });
  const days = args.flatMap(({ text }) => daysOf(text));
  if (days.length > 0 && moments.length === 0) return { fromMs: Math.min(...days), toMs: Math.max(...days) + dayMs };
  const times = moments.map(({ atMs }) => atMs);
  if (times.length >= 2) return { fromMs: Math.min(...times), toMs: Math.max(...times) };
  const [only] = moments;
  if (seenAtMs === null) return null;
  if (only && /since|from|start|begin|after/i.test(only.key) && only.atMs <= seenAtMs)
    return { fromMs: only.atMs, toMs: seenAtMs };
  const lengthMs = args.map(({ key, text }) => durationMs(key, text)).find((length) => length !== null);
  return lengthMs == null ? null : { fromMs: seenAtMs - lengthMs, toMs: seenAtMs };
}

/** The beginnings of days that are given without a time, also as a word of a command line, but not as one end of a stretch. */
function daysOf(text: string): number[] {
  return [...text.matchAll(/(?:^|([\w-]*)[\s=])(\d{4}-\d{2}-\d{2})(?=$|\s)/g)].flatMap(([, before = "", date = ""]) => {
    const atMs = Date.parse(date);
    return Number.isNaN(atMs) || /since|from|start|begin|after|until|to$|end|before/i.test(before) ? [] : [atMs];
  });
}

const unitsMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function durationMs(key: string, text: string): number | null {
  const match = /(?:^|[\s=-])(\d{1,4})\s?(m|h|d|w)(?:in(?:ute)?s?|(?:ou)?rs?|ays?|eeks?)?$/i.exec(text.trim());
  const named = /(minute|hour|day|week)s?$/i.exec(key);
  if (named && /^\d{1,4}$/.test(text)) return Number(text) * (unitsMs[(named[1] ?? "").charAt(0).toLowerCase()] ?? 0);
  const isSpan = /since|last|window|range|period|lookback|past|span|duration|command|query/i.test(key);
  return match && isSpan ? Number(match[1]) * (unitsMs[(match[2] ?? "").toLowerCase()] ?? 0) : null;
}

/** What is asked and of whom, without the times and numbers in it. */
function feedOf({ from, input }: ReadText): string {
  const question = leaves(input).map(({ key, text }) => {
    const moment = findMoment(text, null);
    const rest = moment ? `${text.slice(0, moment.start)}${text.slice(moment.end)}` : text;
    return [key, rest.replace(/\d+/g, "#")];
  });
  return canonicalJson([from, question]);
}

/** For each type when it would have been seen: a feed that ever told of it would have told of it whenever it was read. */
export function coverageOf(
  sightings: readonly Sighting[],
  listings: readonly Listing[],
  sessions: readonly NormalisedSession[],
): ReadonlyMap<string, Coverage> {
  const feeds = new Map<string, Set<string>>();
  for (const { feed, types } of listings) {
    for (const type of types) feeds.set(type, (feeds.get(type) ?? new Set()).add(feed));
  }
  const told = new Map<string, Set<number>>();
  for (const { type, session } of sightings) told.set(type, (told.get(type) ?? new Set()).add(session));
  return new Map(
    [...told].map(([type, positions]) => [
      type,
      {
        listed: joinSpans(
          listings.filter(({ feed }) => feeds.get(type)?.has(feed)),
          gapShare,
        ),
        investigated: joinSpans([...positions].flatMap((position) => spanOf(sessions[position]))),
      },
    ]),
  );
}

function spanOf(session: NormalisedSession | undefined): Span[] {
  const times = [session?.startedAtMs, ...(session?.utterances.map(({ event }) => event.atMs) ?? [])].filter(
    (atMs) => atMs != null,
  );
  return times.length === 0
    ? []
    : [{ fromMs: times.reduce((a, b) => Math.min(a, b)), toMs: times.reduce((a, b) => Math.max(a, b)) }];
}

/** Spans in order, those that touch joined into one, and those that miss each other by no more than a share of their mean length. */
function joinSpans(spans: readonly Span[], share = 0): Span[] {
  const joined: Span[] = [];
  let lastMs = 0;
  for (const { fromMs, toMs } of spans.toSorted(
    (left, right) => left.fromMs - right.fromMs || left.toMs - right.toMs,
  )) {
    const last = joined.at(-1);
    const lengthMs = toMs - fromMs;
    if (last && fromMs <= last.toMs + (share * (lengthMs + lastMs)) / 2) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
    lastMs = lengthMs;
  }
  return joined;
}
