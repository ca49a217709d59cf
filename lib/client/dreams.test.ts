import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { DreamReviewed } from "@/lib/contract/dream";
import type { DreamChange } from "@/lib/contract/dream-change";
import { dreamChangesOptions, withReviewed } from "./dreams";
import { awaitsReview } from "./dreams-to-review";

function dreamWith(status: "completed" | "running", state: string, pending: number) {
  return { status, reverie: { review: { state, pending } } };
}

afterEach(() => vi.unstubAllGlobals());

describe("awaitsReview", () => {
  it("counts finished dreams with something left to decide", () => {
    expect(awaitsReview(dreamWith("completed", "unreviewed", 3))).toBe(true);
    expect(awaitsReview(dreamWith("completed", "in_review", 1))).toBe(true);
  });

  it("leaves out what is running, decided, applied or discarded, or found nothing", () => {
    expect(awaitsReview(dreamWith("running", "unreviewed", 3))).toBe(false);
    expect(awaitsReview(dreamWith("completed", "unreviewed", 0))).toBe(false);
    expect(awaitsReview(dreamWith("completed", "applied", 3))).toBe(false);
    expect(awaitsReview(dreamWith("completed", "discarded", 3))).toBe(false);
  });
});

describe("dreamChangesOptions", () => {
  it("keeps the digest that apply takes back", async () => {
    vi.stubGlobal("fetch", async () => Response.json({ data: [], next_page: null, review_digest: "ab" }));
    const pages = await new QueryClient().fetchInfiniteQuery(dreamChangesOptions("drm_1"));
    expect(pages.pages[0]?.review_digest).toBe("ab");
  });
});

describe("withReviewed", () => {
  const change = (id: string, part: Partial<DreamChange> = {}): DreamChange => ({
    id,
    type: "dream_change",
    dream_id: "drm_1",
    operation: "modified",
    path: `/${id}.md`,
    previous_path: null,
    base: null,
    proposed: null,
    hunks: [],
    risk: "low",
    risk_reasons: [],
    state: "pending",
    revision: 1,
    ...part,
  });
  const reviewed = (changes: DreamChange[]): DreamReviewed => ({
    type: "dream_review",
    dream_id: "drm_1",
    review: { state: "in_review", approved: 1, rejected: 0, pending: 1, comment: null },
    changes,
    review_digest: "new",
  });
  const pageOf = (...data: DreamChange[]) => ({ data, next_page: null, review_digest: "old" });

  it("puts the decided change in its place and the new digest on every page", () => {
    const pages = [pageOf(change("a"), change("b")), pageOf(change("c"))];
    const after = withReviewed(pages, reviewed([change("b", { state: "approved", revision: 2 })]));
    expect(after.map((page) => page.review_digest)).toEqual(["new", "new"]);
    expect(after.flatMap((page) => page.data.map(({ id, state }) => [id, state]))).toEqual([
      ["a", "pending"],
      ["b", "approved"],
      ["c", "pending"],
    ]);
    expect(after[0]?.data[0]).toBe(pages[0]?.data[0]);
  });

  it("keeps what only lists tell, and counts as seen what follows from a form that was seen", () => {
    const pages = [
      pageOf(change("a", { seen_revision: 1, is_stale: true }), change("b", { seen_revision: 1, revision: 2 })),
    ];
    const after = withReviewed(pages, reviewed([change("a", { revision: 2 }), change("b", { revision: 3 })]));
    expect(after[0]?.data.map(({ seen_revision, is_stale }) => [seen_revision, is_stale])).toEqual([
      [2, true],
      [1, false],
    ]);
  });
});
