import { describe, expect, it } from "vitest";
import type { Demo } from "@/lib/contract/demo";
import { wordsForDemo } from "./demo-words";

const demo: Demo = {
  type: "demo",
  status: "playing",
  day: 3,
  days: 5,
  session_count: 1,
  model: null,
  memory_stores: {},
  dream_id: null,
  message: null,
};

describe("the words for a demo", () => {
  it("say how far it is while it goes on", () => {
    expect(wordsForDemo(demo)).toEqual({
      text: "The SRE demo is being played: day 3 of 5, 1 session.",
      progress: { done: 2, total: 5 },
    });
    expect(wordsForDemo({ ...demo, status: "dreaming", session_count: 40 }).text).toContain("reads 40 sessions");
  });

  it("say why it broke off", () => {
    expect(wordsForDemo({ ...demo, status: "failed", message: "The disk is full." }).text).toContain(
      "The disk is full.",
    );
    expect(wordsForDemo({ ...demo, status: "failed" }).text).toContain("did not complete");
  });

  it("show no progress once it is over", () => {
    for (const status of ["ready", "reviewed", "failed"] as const) {
      expect(wordsForDemo({ ...demo, status }).progress).toBeNull();
    }
  });
});
