import type { QueryClient } from "@tanstack/react-query";
import { forgetKeptTexts, forgetRedactedTexts } from "@/lib/client/forget-texts";
import { invalidationsOf } from "@/lib/client/invalidations";
import { openLiveConnection } from "@/lib/client/live-connection";
import { paceKeys } from "@/lib/client/live-pace";
import type { LiveState } from "@/lib/client/live-state";

/**
 * Keeps what is fetched current on these topics, as events of them arrive.
 * @returns stops it.
 */
export function followTopics(
  client: QueryClient,
  topics: readonly string[],
  onState: (state: LiveState) => void,
): () => void {
  // What happened while the tab was hidden, or followed something else, went unseen.
  forgetKeptTexts(client);
  void client.invalidateQueries({ refetchType: "active", stale: true });
  const pace = paceKeys((keys) => {
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  });
  const close = openLiveConnection({
    topics,
    onState,
    onEvent: (name, data) => {
      if (name === "memory_version.redacted") forgetRedactedTexts(client);
      pace.add(invalidationsOf(name, data));
    },
  });
  return () => {
    close();
    pace.end();
  };
}
