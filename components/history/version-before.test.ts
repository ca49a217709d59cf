import { describe, expect, it } from "vitest";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { versionBefore } from "./version-before";

function buildVersion(memoryId: string, sequence: number): MemoryVersion {
  return {
    id: `memver_${memoryId}_${sequence}`,
    type: "memory_version",
    memory_id: memoryId,
    memory_store_id: "memstore_1",
    operation: "modified",
    created_at: "2026-05-03T10:00:00Z",
    created_by: null,
    path: "/a.md",
    content: null,
    content_sha256: null,
    content_size_bytes: null,
    redacted_at: null,
    redacted_by: null,
    reverie: { sequence, via: "import", reason: null, dream_id: null, change_id: null, event_id: null },
  };
}

describe("versionBefore", () => {
  it("goes by the number and the file, whatever the order of the list", () => {
    const versions = [buildVersion("a", 1), buildVersion("b", 1), buildVersion("a", 3), buildVersion("a", 2)];
    expect(versionBefore(versions, buildVersion("a", 3))?.id).toBe("memver_a_2");
    expect(versionBefore(versions, buildVersion("b", 1))).toBeNull();
    expect(versionBefore(versions, buildVersion("a", 9))).toBeNull();
  });
});
