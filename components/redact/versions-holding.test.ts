import { describe, expect, it } from "vitest";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { versionsHolding } from "./versions-holding";

function buildVersion(id: string, overrides: Partial<MemoryVersion> = {}, reason: string | null = null): MemoryVersion {
  return {
    id,
    type: "memory_version",
    memory_id: "mem_1",
    memory_store_id: "memstore_1",
    operation: "modified",
    created_at: "2026-05-03T10:00:00Z",
    created_by: null,
    path: "/a.md",
    content: "nothing special",
    content_sha256: "0".repeat(64),
    content_size_bytes: 15,
    redacted_at: null,
    redacted_by: null,
    reverie: { sequence: 1, via: "api", reason, dream_id: null, change_id: null, event_id: null },
    ...overrides,
  };
}

describe("versionsHolding", () => {
  it("looks at the text, the path and the reason", () => {
    const versions = [
      buildVersion("text", { content: "key hunter2 here" }),
      buildVersion("path", { path: "/hunter2.md" }),
      buildVersion("reason", {}, "add hunter2"),
      buildVersion("none"),
    ];
    expect(versionsHolding(versions, ["hunter2"]).map(({ id }) => id)).toEqual(["text", "path", "reason"]);
  });

  it("passes over what was redacted already, and finds nothing for no pieces", () => {
    const redacted = buildVersion("gone", { redacted_at: "2026-05-03T11:00:00Z", content: null, path: null });
    expect(versionsHolding([redacted], ["hunter2"])).toEqual([]);
    expect(versionsHolding([buildVersion("text")], [])).toEqual([]);
  });
});
