import { afterEach, describe, expect, it, vi } from "vitest";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { collectEntries } from "./collect-entries";
import { buildRedaction, buildTombstone } from "./testing/build-redaction";

afterEach(() => vi.unstubAllGlobals());

/** A server that has these versions, by memory; a memory without any answers 404. */
function stubVersions(versions: readonly MemoryVersion[]): void {
  vi.stubGlobal("fetch", async (url: string) => {
    const memoryId = new URL(url, "http://localhost").searchParams.get("memory_id");
    const data = versions.filter((version) => version.memory_id === memoryId);
    const error = { type: "not_found_error", message: "not found" };
    if (data.length === 0) return Response.json({ type: "error", error, request_id: null }, { status: 404 });
    return Response.json({ data, next_page: null });
  });
}

const copy = { memory_store_id: "memstore_2", memory_id: "mem_9", memory_version_id: "memver_9" };
const elsewhere = { copies: [copy], hidden_copy_count: 0, memories: [], dreams: [], path_holds_text: false };

describe("collectEntries", () => {
  it("lists what the server says was redacted, newest first within a file, with the copies that went too", async () => {
    stubVersions([
      buildTombstone(),
      buildTombstone({ id: "memver_2", reverie: { ...buildTombstone().reverie, sequence: 2 } }),
      buildTombstone({ id: "memver_9", memory_id: "mem_9", memory_store_id: "memstore_2" }),
    ]);
    const entries = await collectEntries([
      buildRedaction({ redacted_version_ids: ["memver_1", "memver_2"], elsewhere }),
    ]);
    expect(entries.map((entry) => [entry.memory_version_id, entry.is_copy])).toEqual([
      ["memver_2", false],
      ["memver_1", false],
      ["memver_9", true],
    ]);
  });

  it("does not claim a copy that is whole still, or that nobody can read", async () => {
    stubVersions([buildTombstone(), buildTombstone({ id: "memver_9", memory_id: "mem_9", redacted_at: null })]);
    const other = { ...copy, memory_id: "mem_8", memory_version_id: "memver_8" };
    const entries = await collectEntries([
      buildRedaction({ redacted_version_ids: ["memver_1"], elsewhere: { ...elsewhere, copies: [copy, other] } }),
    ]);
    expect(entries.map((entry) => entry.memory_version_id)).toEqual(["memver_1"]);
  });

  it("rejects when the redacted versions cannot be read again", async () => {
    stubVersions([]);
    await expect(collectEntries([buildRedaction({ redacted_version_ids: ["memver_1"] })])).rejects.toMatchObject({
      status: 404,
    });
  });
});
