import type { EventEvidence } from "@/lib/contract/dream-insight";
import { citeEvent } from "../engine/event-evidence";
import type { DreamWorld } from "../engine/world";
import type { HappeningSeries } from "./happening-series";

/** The first trusted telling of a happening that has words to quote. */
export function citeHappening(
  world: DreamWorld,
  series: HappeningSeries,
  place: number,
  role: EventEvidence["role"],
): EventEvidence[] {
  const source = series.events[place]?.sources.find(
    ({ provenance, event }) => provenance !== "tool_untrusted" && event.text.trim() !== "",
  );
  const sessionId = source && world.sessions[source.session]?.id;
  return source && sessionId !== undefined ? [citeEvent(sessionId, source.event, source.focus, role)] : [];
}
