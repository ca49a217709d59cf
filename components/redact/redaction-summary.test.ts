import { describe, expect, it } from "vitest";
import { summarizeRedactions } from "./redaction-summary";
import { buildPlace, buildRedaction } from "./testing/build-redaction";

const elsewhere = { copies: [], hidden_copy_count: 0, memories: [], dreams: [], path_holds_text: false };

describe("summarizeRedactions", () => {
  it("adds up places, versions, current texts and files", () => {
    const summary = summarizeRedactions([
      buildRedaction({ places: [buildPlace(3, true), buildPlace(2)] }),
      buildRedaction({ memory_id: "mem_2", places: [buildPlace(1)] }),
      buildRedaction({ memory_id: "mem_3" }),
    ]);
    expect(summary).toMatchObject({ placeCount: 6, versionCount: 3, headCount: 1, fileCount: 2 });
  });

  it("names other files once, and none that is chosen already", () => {
    const memories = [
      { memory_id: "mem_2", path: "/b.md" },
      { memory_id: "mem_9", path: "/c.md" },
    ];
    const summary = summarizeRedactions([
      buildRedaction({ elsewhere: { ...elsewhere, memories } }),
      buildRedaction({ memory_id: "mem_2", elsewhere: { ...elsewhere, memories } }),
    ]);
    expect(summary.others).toEqual([{ storeId: "memstore_1", memoryId: "mem_9", path: "/c.md" }]);
  });

  it("counts a copy or a dream that several files lead to once, and says where looking took too long", () => {
    const copy = { memory_store_id: "memstore_2", memory_id: "mem_7", memory_version_id: "memver_7" };
    const dream = { dream_id: "drm_1", insight_count: 1, change_count: 0 };
    const found = { ...elsewhere, copies: [copy], dreams: [dream], hidden_copy_count: 2, path_holds_text: true };
    const summary = summarizeRedactions([
      buildRedaction({ elsewhere: found }),
      buildRedaction({ memory_id: "mem_2", elsewhere: found }),
      buildRedaction({ memory_id: "mem_3", elsewhere: null }),
    ]);
    expect(summary).toMatchObject({
      copyCount: 1,
      dreamIds: ["drm_1"],
      hiddenCopyCount: 4,
      pathCount: 2,
      unseenCount: 1,
    });
  });
});
