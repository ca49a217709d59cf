import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Dream } from "@/lib/contract/dream";
import { ReviewBar } from "./review-bar";
import type { Review } from "./use-review";

const dream = {
  id: "drm_1",
  status: "completed",
  inputs: [
    { type: "memory_store", memory_store_id: "memstore_1" },
    { type: "sessions", session_ids: ["sesn_1"] },
  ],
  session_id: "sesn_run",
  created_at: "2026-11-30T02:00:00.000Z",
  ended_at: "2026-11-30T02:05:00.000Z",
  reverie: {
    engine: "reverie-deterministic-1",
    review: { state: "unreviewed", approved: 0, rejected: 0, pending: 1, comment: null },
    abilities: [],
  },
} as unknown as Dream;

const render = (shown: Dream): string =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <ReviewBar dream={shown} review={{ rows: [] } as unknown as Review} onCompare={() => undefined} />
    </QueryClientProvider>,
  );

describe("the head of a review", () => {
  it("leads to the steps of the dream's run", () => {
    expect(render(dream)).toMatch(/<a [^>]*href="\/sessions\/sesn_run"[^>]*>steps of the run<\/a>/);
  });

  it("has no such link where the run left no session", () => {
    expect(render({ ...dream, session_id: null })).not.toContain("steps of the run");
  });
});
