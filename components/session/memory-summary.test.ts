import { describe, expect, it } from "vitest";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { redactedPath, summariseFiles } from "./memory-summary";
import type { Mount } from "./memory-touches";
import { buildEvent } from "./testing/build-event";

const mount: Mount = { storeId: "memstore_1", name: "team", mountPath: "/mnt/memory/team", access: "read_write" };

function buildVersion(path: string | null, sequence = 1, memoryId = "mem_1"): MemoryVersion {
  return {
    id: `memver_${memoryId}_${sequence}`,
    type: "memory_version",
    memory_id: memoryId,
    memory_store_id: mount.storeId,
    operation: sequence === 1 ? "created" : "modified",
    created_at: "2026-05-04T00:01:00.000Z",
    created_by: null,
    path,
    content: null,
    content_sha256: null,
    content_size_bytes: null,
    redacted_at: null,
    redacted_by: null,
    reverie: { sequence, via: "mount", reason: null, dream_id: null, change_id: null, event_id: null },
  };
}

const call = (name: string, file: string) =>
  buildEvent("agent.tool_use", { name, input: { file_path: `/mnt/memory/team${file}` } });

describe("summariseFiles", () => {
  it("counts reads and writes of each file, written ones first", () => {
    const calls = [call("Read", "/a.md"), call("Read", "/a.md"), call("Write", "/z.md"), call("Read", "/../etc")];
    const files = summariseFiles(mount, calls, [buildVersion("/m.md")]);
    expect(files.map(({ path }) => path)).toEqual(["/m.md", "/z.md", "/../etc", "/a.md"]);
    expect(files.find(({ path }) => path === "/a.md")?.readEventIds).toEqual([calls[0]?.id, calls[1]?.id]);
    expect(files[0]?.versions).toHaveLength(1);
  });

  it("keeps versions whose path was redacted", () => {
    expect(summariseFiles(mount, [], [buildVersion(null)])).toMatchObject([{ path: redactedPath }]);
  });
});
