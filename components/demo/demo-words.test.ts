import { describe, expect, it } from "vitest";
import { buildDemo } from "@/lib/contract/testing/build-demo";
import { wordsForDemo } from "./demo-words";

describe("the words for a demo", () => {
  it("say how far it is while it goes on", () => {
    expect(wordsForDemo(buildDemo({ day: 3, session_count: 1 }))).toEqual({
      text: "The SRE demo is being played: day 3 of 10, 1 session.",
      progress: { done: 2, total: 10 },
    });
    const { progress } = wordsForDemo(buildDemo({ status: "replaying", day: 8 }));
    expect(progress).toEqual({ done: 2, total: 5 });
  });

  it("say what the dream does while the team goes on without it", () => {
    const later = (dream_status: "dreaming" | "ready" | "reviewed") =>
      wordsForDemo(buildDemo({ day: 7, dream_status }));
    expect(later("dreaming").text).toContain("a dream reads the first five days");
    expect(later("ready").text).toContain("waits for you");
    expect(later("reviewed").text).toContain("as they were on day 5");
  });

  it("say why it broke off, or why its later days did", () => {
    const message = "The disk is full.";
    expect(wordsForDemo(buildDemo({ status: "failed", message })).text).toContain(message);
    expect(wordsForDemo(buildDemo({ status: "failed" })).text).toContain("did not complete");
    expect(wordsForDemo(buildDemo({ status: "reviewed", message })).text).toContain(message);
  });

  it("show no progress once it is over", () => {
    for (const status of ["ready", "reviewed", "compared", "failed"] as const) {
      expect(wordsForDemo(buildDemo({ status })).progress).toBeNull();
    }
  });
});
