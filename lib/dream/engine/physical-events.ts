import { type Coverage, coverageOf, listingOf } from "../happenings/coverage";
import { mergeSightings, type PhysicalEvent } from "../happenings/merge-sightings";
import { readSightings } from "../happenings/read-sightings";
import { readTexts } from "../happenings/read-texts";
import type { Listing, Sighting } from "../happenings/sighting";
import type { NormalisedSession } from "./normalised-session";

/** What happened in the world while the sessions ran, and when it would have been noticed. */
export interface PhysicalEvents {
  /** In the order of their times. */
  events: readonly PhysicalEvent[];
  /** By type. */
  coverage: ReadonlyMap<string, Coverage>;
}

/**
 * Derives the happenings of the world from what sessions saw: what events report themselves, else the records in tool results and in
 * structured messages of users. Their time is the one that is told, never that of the transcript; what memory tells does not count.
 */
export function physicalEvents(sessions: readonly NormalisedSession[]): PhysicalEvents {
  const texts = readTexts(sessions);
  const read = readSightings(texts, sessions);
  const reported = sessions.map((session, position) => reportsOf(session, position));
  const sightings = [...read.flat(), ...reported.flat()];
  const listings = texts.flatMap((text, at) => listingOf(text, read[at] ?? []) ?? []);
  return {
    events: mergeSightings(sightings),
    coverage: coverageOf(sightings, [...listings, ...reported.flatMap(reportListing)], sessions),
  };
}

function reportsOf({ reports }: NormalisedSession, session: number): Sighting[] {
  return reports
    .filter(({ provenance }) => provenance !== "memory_echo")
    .map(({ type, entity, occurredAtMs, event, provenance }) => ({
      type,
      entity,
      occurredAtMs,
      session,
      event,
      provenance,
      focus: type,
    }));
}

/** A session that reports several happenings listed what it was there for. */
function reportListing(sightings: readonly Sighting[]): Listing[] {
  if (sightings.length < 2) return [];
  const times = sightings.map(({ occurredAtMs }) => occurredAtMs);
  return [
    {
      feed: "reported",
      fromMs: Math.min(...times),
      toMs: Math.max(...times),
      types: new Set(sightings.map(({ type }) => type)),
    },
  ];
}
