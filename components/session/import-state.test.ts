import { describe, expect, it } from "vitest";
import type { Session } from "@/lib/contract/session";
import { bytesSent, sessionsOf } from "./import-state";

describe("bytesSent", () => {
  const files = [{ size: 100 }, { size: 50 }];

  it("counts all files before and what was sent of this one, never more than it has", () => {
    expect(bytesSent(files, 0, 30)).toBe(30);
    expect(bytesSent(files, 1, 30)).toBe(130);
    expect(bytesSent(files, 1, 999)).toBe(150);
  });
});

describe("sessionsOf", () => {
  it("names a session once that came of several files", () => {
    const session = { id: "sesn_1" } as Session;
    const imported = { kind: "imported" as const, data: [session], skipped: [] };
    const results = [
      { name: "a.jsonl", ...imported },
      { name: "b.jsonl", ...imported },
      { name: "c.jsonl", kind: "failed" as const, reason: "no" },
    ];
    expect(sessionsOf(results)).toEqual([session]);
  });
});
