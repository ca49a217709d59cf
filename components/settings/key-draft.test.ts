import { describe, expect, it } from "vitest";
import { emptyKeyDraft, keyBodyOf } from "./key-draft";

const now = new Date("2026-03-01T00:00:00Z");

describe("the request of a key draft", () => {
  it("waits for a name", () => {
    expect(keyBodyOf(emptyKeyDraft, now)).toBeNull();
    expect(keyBodyOf({ ...emptyKeyDraft, name: "  " }, now)).toBeNull();
  });

  it("grants what the preset names and every store by default", () => {
    const body = keyBodyOf({ ...emptyKeyDraft, name: " triage " }, now);
    expect(body).toMatchObject({ name: "triage", roles: [] });
    expect(body?.permissions).toContain("memory:write");
    expect(body).not.toHaveProperty("memory_stores");
    expect(body).not.toHaveProperty("expires_at");
  });

  it("waits for a store when the key is to be limited", () => {
    const limited = { ...emptyKeyDraft, name: "k", isLimited: true };
    expect(keyBodyOf(limited, now)).toBeNull();
    expect(keyBodyOf({ ...limited, stores: { memstore_a: "read_only" } }, now)).toMatchObject({
      memory_stores: [{ memory_store_id: "memstore_a", access: "read_only" }],
    });
  });

  it("waits for a permission when they are chosen one by one", () => {
    const custom = { ...emptyKeyDraft, name: "k", preset: "custom" as const };
    expect(keyBodyOf({ ...custom, permissions: [] }, now)).toBeNull();
    expect(keyBodyOf({ ...custom, permissions: ["audit:read"] }, now)?.permissions).toEqual(["audit:read"]);
  });

  it("counts the expiry in days from now", () => {
    expect(keyBodyOf({ ...emptyKeyDraft, name: "k", expiresInDays: 30 }, now)?.expires_at).toBe(
      "2026-03-31T00:00:00.000Z",
    );
  });
});
