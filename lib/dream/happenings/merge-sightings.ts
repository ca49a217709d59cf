import { compareText } from "../engine/canonical-json";
import { groupBy } from "../engine/group-by";
import type { Sighting } from "./sighting";

/** Something that happened in the world, with everybody who told of it. */
export interface PhysicalEvent {
  /** As it is named where it is told. */
  type: string;
  entity: string | null;
  occurredAtMs: number;
  /** Whether a source that not anybody can write tells of it. */
  isTrusted: boolean;
  /** In the order of sessions and events. */
  sources: readonly Sighting[];
}

const sameMs = 60_000;

/**
 * One happening for all tellings of the same type and entity within a minute: two sessions that read the same spike saw one. A telling
 * without an entity joins the one with an entity that is nearest in time.
 */
export function mergeSightings(sightings: readonly Sighting[]): PhysicalEvent[] {
  const byType = [...groupBy(sightings, ({ type }) => type)].sort(([left], [right]) => compareText(left, right));
  const events = byType.flatMap(([, ofType]) => {
    const clusters = [
      ...groupBy(
        ofType.filter(({ entity }) => entity !== null),
        ({ entity }) => entity,
      ).values(),
    ].flatMap((own) => clusterByTime(own));
    const lone: Sighting[] = [];
    for (const sighting of ofType.filter(({ entity }) => entity === null)) {
      const near = nearest(clusters, sighting.occurredAtMs);
      if (near) near.push(sighting);
      else lone.push(sighting);
    }
    return [...clusters, ...clusterByTime(lone)].map(toEvent);
  });
  return events.sort(
    (left, right) =>
      left.occurredAtMs - right.occurredAtMs ||
      compareText(left.type, right.type) ||
      compareText(left.entity ?? "", right.entity ?? ""),
  );
}

function clusterByTime(sightings: readonly Sighting[]): Sighting[][] {
  const clusters: Sighting[][] = [];
  for (const sighting of sightings.toSorted((left, right) => left.occurredAtMs - right.occurredAtMs)) {
    const last = clusters.at(-1);
    if (last?.[0] && sighting.occurredAtMs - last[0].occurredAtMs <= sameMs) last.push(sighting);
    else clusters.push([sighting]);
  }
  return clusters;
}

function nearest(clusters: readonly Sighting[][], atMs: number): Sighting[] | null {
  let best: { cluster: Sighting[]; distanceMs: number } | null = null;
  for (const cluster of clusters) {
    const distanceMs = Math.abs((cluster[0]?.occurredAtMs ?? Number.NEGATIVE_INFINITY) - atMs);
    if (distanceMs <= sameMs && (best === null || distanceMs < best.distanceMs)) best = { cluster, distanceMs };
  }
  return best?.cluster ?? null;
}

function toEvent(cluster: readonly Sighting[]): PhysicalEvent {
  const sources = cluster.toSorted(
    (left, right) =>
      left.session - right.session ||
      left.event.sequence - right.event.sequence ||
      left.occurredAtMs - right.occurredAtMs ||
      compareText(left.focus, right.focus),
  );
  return {
    type: sources[0]?.type ?? "",
    entity: sources.find(({ entity }) => entity !== null)?.entity ?? null,
    occurredAtMs: Math.min(...sources.map(({ occurredAtMs }) => occurredAtMs)),
    isTrusted: sources.some(({ provenance }) => provenance !== "tool_untrusted"),
    sources,
  };
}
