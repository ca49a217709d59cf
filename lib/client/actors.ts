import { queryOptions } from "@tanstack/react-query";
import type { ActorName } from "@/lib/contract/whoami";
import { apiFetch } from "./api-fetch";
import { createBatch } from "./batch";

const batch = createBatch<ActorName>({
  waitMs: 10,
  limit: 100,
  load: async (ids) => {
    const answer = await apiFetch<{ data: ActorName[] }>("/actors", { query: { ids: ids.join(",") } });
    return new Map(answer.data.map((actor) => [actor.id, actor]));
  },
});

/** The name of one actor. All that are asked for within 10 ms share one request. Null = nobody knows it any more. */
export const actorOptions = (actorId: string) =>
  queryOptions({
    queryKey: ["actors", actorId],
    queryFn: () => batch(actorId),
    staleTime: 5 * 60_000,
    retry: false,
  });
