import { z } from "zod";
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

const liveEvent = z.looseObject({
  memory_store_id: z.string().optional(),
  memory_id: z.string().optional(),
  session_id: z.string().optional(),
  dream_id: z.string().optional(),
});

/** Which queries an event of the live stream makes stale; as narrow as the event's ids allow. */
export function invalidationsOf(name: string, data: unknown): ReverieQueryKey[] {
  const parsed = liveEvent.safeParse(data);
  const {
    memory_store_id: storeId,
    memory_id: memoryId,
    session_id: sessionId,
    dream_id: dreamId,
  } = parsed.success ? parsed.data : {};
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
