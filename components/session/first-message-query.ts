import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Page } from "@/lib/client/page";
import { contentText } from "./event-content";
import type { TranscriptEvent } from "./event-kind";

const titleCharacters = 160;

/** The first words that a person said, on one line; null when nobody said any. */
export const firstMessageOptions = (sessionId: string) =>
  queryOptions({
    queryKey: ["events", "first", sessionId],
    queryFn: async ({ signal }) => {
      const query = { types: ["user.message"], view: "full", limit: 1 } as const;
      const { data } = await apiFetch<Page<TranscriptEvent>>(`/sessions/${sessionId}/events`, { query, signal });
      const text = contentText(data[0]?.content).slice(0, titleCharacters).replace(/\s+/g, " ").trim();
      return text === "" ? null : text;
    },
  });
