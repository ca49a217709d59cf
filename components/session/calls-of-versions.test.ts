import { describe, expect, it } from "vitest";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { callsOfVersions } from "./calls-of-versions";
import { buildEvent } from "./testing/build-event";

const mount = { storeId: "memstore_1", name: "team", mountPath: "/mnt/memory/team", access: "read_write" as const };
const atSecond = (second: number) => new Date(Date.UTC(2026, 4, 4, 2, 10, second)).toISOString();

const call = (name: string, path: string, second: number) =>
  buildEvent("agent.tool_use", {
    name,
    input: { file_path: `/mnt/memory/team${path}` },
    processed_at: atSecond(second),
  });

function buildVersion(path: string | null, second: number, eventId: string | null = null): MemoryVersion {
  return {
    id: `memver_${second}`,
    type: "memory_version",
    memory_id: "mem_1",
    memory_store_id: "memstore_1",
    operation: "modified",
    created_at: atSecond(second),
    created_by: { type: "session_actor", session_id: "sesn_1" },
    path,
    content: null,
    content_sha256: null,
    content_size_bytes: null,
    redacted_at: null,
    redacted_by: null,
    reverie: { sequence: second, via: "api", reason: null, dream_id: null, change_id: null, event_id: eventId },
  };
}

describe("callsOfVersions", () => {
  const [read, first, other, second] = [
    call("Read", "/a.md", 1),
    call("Edit", "/a.md", 10),
    call("Edit", "/b.md", 15),
    call("Edit", "/a.md", 30),
  ];
  const calls = [read, first, other, second];
  const callOf = (version: MemoryVersion) => callsOfVersions(mount, calls, [version]).get(version.id);

  it("is the event that the version names", () => {
    expect(callOf(buildVersion("/a.md", 11, "sevt_named"))).toBe("sevt_named");
  });

  it("is else the last call before it that writes to its path", () => {
    expect(callOf(buildVersion("/a.md", 11))).toBe(first.id);
    expect(callOf(buildVersion("/a.md", 40))).toBe(second.id);
    expect(callOf(buildVersion("/b.md", 40))).toBe(other.id);
  });

  it("is not known for a version from before any such call, of another path, or without one", () => {
    expect(callOf(buildVersion("/a.md", 2))).toBeUndefined();
    expect(callOf(buildVersion("/c.md", 40))).toBeUndefined();
    expect(callOf(buildVersion(null, 40))).toBeUndefined();
  });

  it("bears that the clocks of two machines differ a little", () => {
    expect(callOf(buildVersion("/a.md", 8))).toBe(first.id);
  });

  it("names the call of each of several versions", () => {
    const versions = [buildVersion("/a.md", 40), buildVersion("/a.md", 11), buildVersion("/b.md", 16)];
    expect([...callsOfVersions(mount, calls, versions)]).toEqual([
      ["memver_40", second.id],
      ["memver_11", first.id],
      ["memver_16", other.id],
    ]);
  });
});
