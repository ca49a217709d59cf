import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { awaitsReview, dreamChangesOptions } from "./dreams";

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
