import { isRecord } from "./is-record";
import type { ReverieQueryKey } from "./query-keys";

/** Names of the server's events that a tab listens for. */
export const liveEventNames = [
  "memory_version.created",
  "memory_version.redacted",
  "memory_store.updated",
  "session.updated",
  "session.event",
  "dream.updated",
  "dream.completed",
  "dream.review_updated",
  "erasure.updated",
] as const;

const idNames = ["memory_store_id", "memory_id", "session_id", "dream_id"] as const;

/** The ids that an event carries; none of an event that is not understood whole. */
function idsOf(data: unknown): Partial<Record<(typeof idNames)[number], string>> {
  if (!isRecord(data)) return {};
  const found = idNames.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]] as const]));
  return found.every((pair): pair is readonly [(typeof idNames)[number], string] => typeof pair[1] === "string")
    ? Object.fromEntries(found)
    : {};
}

/** Which queries an event of the live stream makes stale; as narrow as the event's ids allow. */
export function invalidationsOf(name: string, data: unknown): ReverieQueryKey[] {
  const { memory_store_id: storeId, memory_id: memoryId, session_id: sessionId, dream_id: dreamId } = idsOf(data);
  const kind = name.slice(0, name.indexOf("."));
  switch (kind) {
    case "memory_version":
      return storeId === undefined
        ? [["memories"], ["memory_versions"], ["store_tree"]]
        : [
            ["memories", storeId, "list"],
            memoryId === undefined ? ["memories", storeId] : ["memories", storeId, "one", memoryId],
            ["memory_versions", storeId],
            ["store_tree", storeId],
            ["memory_stores", "one", storeId],
          ];
    case "memory_store":
      return storeId === undefined
        ? [["memory_stores"]]
        : [
            ["memory_stores", "list"],
            ["memory_stores", "one", storeId],
          ];
    case "session":
      return sessionId === undefined
        ? [["sessions"]]
        : [
            ["sessions", "list"],
            ["sessions", "one", sessionId],
            ["events", sessionId],
          ];
    case "dream":
      return dreamId === undefined
        ? [["dreams"]]
        : [
            ["dreams", "list"],
            ["dreams", "one", dreamId],
            ["dream_changes", dreamId],
            ["dream_insights", dreamId],
          ];
    case "erasure":
      return [["erasures"]];
    default:
      return [];
  }
}
