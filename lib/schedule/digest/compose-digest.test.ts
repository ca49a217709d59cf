import { describe, expect, it } from "vitest";
import { composeDigest } from "./compose-digest";
import type { DigestFacts } from "./digest-facts";

const facts: DigestFacts = {
  dreamId: "drm_1",
  storeName: "team-sre",
  sessions: 41,
  awaitingReview: 9,
  filesApplied: 2,
  risks: { low: 3, medium: 1, high: 1 },
  deletions: 1,
  insights: [
    { kind: "dead_reference", tier: "recurrent", count: 4 },
    { kind: "duplicate", tier: "exact", count: 1 },
  ],
};

describe("composeDigest", () => {
  it("says how much waits, how risky it is, what kinds were found, and where to decide", () => {
    const { subject, text, html } = composeDigest(facts, "https://memory.example.com");
    expect(subject).toBe("9 decisions for team-sre");
    expect(text).toBe(
      [
        "A dream over 41 sessions of team-sre waits for 9 decisions.",
        "",
        "- 5 files to decide on: 1 of high risk, 1 medium, 3 low",
        "- 1 file would be deleted",
        "- 2 files changed already, as the schedule allows",
        "",
        "It found:",
        "- 4 × dead reference, recurrent",
        "- 1 × duplicate, exact",
        "",
        "Review the dream: https://memory.example.com/dreams/drm_1",
        "",
        "You get this because a schedule names you: https://memory.example.com/dreams/schedules",
        "",
      ].join("\n"),
    );
    expect(html).toContain('<a href="https://memory.example.com/dreams/drm_1">Review the dream</a>');
  });

  it("leaves out what there is none of", () => {
    const quiet = { ...facts, filesApplied: 0, deletions: 0, insights: [], awaitingReview: 1, sessions: 1 };
    const { subject, text } = composeDigest(quiet, "http://127.0.0.1:3000");
    expect(subject).toBe("1 decision for team-sre");
    expect(text).toContain("A dream over 1 session of");
    expect(text).not.toMatch(/deleted|changed already|found/);
  });

  it("makes a store's name neither markup nor a second header", () => {
    const name = '<img src=x onerror="alert(1)">\r\nBcc: all@example.com\u202e';
    const { subject, html } = composeDigest({ ...facts, storeName: name }, "https://memory.example.com");
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img");
  });
});
