import { describe, expect, it } from "vitest";
import { type Draft, findDraft, forgetAllDrafts, forgetDrafts, keepDraft } from "./draft-store";

function buildStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

const buildDraft = (overrides: Partial<Draft> = {}): Draft => ({
  baseSha256: "a".repeat(64),
  baseVersionId: "memver_1",
  content: "typed",
  reason: "",
  savedAt: "2026-05-03T10:00:00.000Z",
  ...overrides,
});

describe("drafts", () => {
  it("come back after a reload, each to its own file", () => {
    const storage = buildStorage();
    keepDraft(storage, "memstore_1", "mem_1", buildDraft());
    keepDraft(storage, "memstore_1", "mem_10", buildDraft({ content: "of another file" }));
    expect(findDraft(storage, "memstore_1", "mem_1")).toEqual(buildDraft());
    expect(findDraft(storage, "memstore_2", "mem_1")).toBeNull();
  });

  it("are found whatever text they began from, the newest first", () => {
    const storage = buildStorage();
    keepDraft(storage, "memstore_1", "mem_1", buildDraft({ baseSha256: "b".repeat(64), content: "older" }));
    keepDraft(storage, "memstore_1", "mem_1", buildDraft({ content: "newer", savedAt: "2026-05-03T11:00:00.000Z" }));
    expect(findDraft(storage, "memstore_1", "mem_1")?.content).toBe("newer");
  });

  it("are forgotten together, and no other file's with them", () => {
    const storage = buildStorage();
    keepDraft(storage, "memstore_1", "mem_1", buildDraft());
    keepDraft(storage, "memstore_1", "mem_1", buildDraft({ baseSha256: "b".repeat(64) }));
    keepDraft(storage, "memstore_1", "mem_2", buildDraft());
    forgetDrafts(storage, "memstore_1", "mem_1");
    expect(findDraft(storage, "memstore_1", "mem_1")).toBeNull();
    expect(findDraft(storage, "memstore_1", "mem_2")).not.toBeNull();
  });

  it("survive what cannot be read, and say when nothing can be kept", () => {
    const storage = buildStorage();
    storage.setItem("reverie.draft/memstore_1/mem_1/x", "{not json");
    expect(findDraft(storage, "memstore_1", "mem_1")).toBeNull();
    const full = {
      ...storage,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    expect(keepDraft(full, "memstore_1", "mem_1", buildDraft())).toBe(false);
  });

  it("are all forgotten at once, and nothing else of the browser's is", () => {
    const storage = buildStorage();
    storage.setItem("theme", "dark");
    keepDraft(storage, "memstore_1", "mem_1", buildDraft());
    keepDraft(storage, "memstore_2", "mem_9", buildDraft());
    forgetAllDrafts(storage);
    expect(findDraft(storage, "memstore_1", "mem_1")).toBeNull();
    expect(findDraft(storage, "memstore_2", "mem_9")).toBeNull();
    expect(storage.getItem("theme")).toBe("dark");
  });
});
