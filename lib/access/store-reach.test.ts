import { describe, expect, it } from "vitest";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Permission } from "@/lib/contract/permission";
import type { Actor } from "./actor";
import { reachableStoreIds, requireStoreRead, requireStoreRedact, requireStoreWrite } from "./store-reach";

function buildActor(permissions: Permission[], stores?: Record<string, StoreAccess>): Actor {
  return {
    kind: "api_key",
    id: "apikey_1",
    workspaceId: "wrkspc_default",
    permissions: new Set(permissions),
    reach: stores === undefined ? { kind: "workspace" } : { kind: "stores", access: new Map(Object.entries(stores)) },
  };
}

describe("reach of a memory store", () => {
  it("hides a store that the credential is not limited to", () => {
    const actor = buildActor(["memory:read", "memory:write"], { memstore_a: "read_write" });
    expect(() => requireStoreRead(actor, "memstore_b")).toThrow(expect.objectContaining({ status: 404 }));
    expect(() => requireStoreWrite(actor, "memstore_b")).toThrow(expect.objectContaining({ status: 404 }));
    expect(() => requireStoreWrite(actor, "memstore_a")).not.toThrow();
  });

  it("refuses changes to a store that may only be read", () => {
    const actor = buildActor(["memory:read", "memory:write"], { memstore_a: "read_only" });
    expect(() => requireStoreRead(actor, "memstore_a")).not.toThrow();
    expect(() => requireStoreWrite(actor, "memstore_a")).toThrow(expect.objectContaining({ status: 403 }));
  });

  it("keeps reading, writing and redacting apart", () => {
    const reader = buildActor(["memory:read"]);
    expect(() => requireStoreWrite(reader, "memstore_a")).toThrow(expect.objectContaining({ status: 403 }));
    expect(() => requireStoreRedact(reader, "memstore_a")).toThrow(expect.objectContaining({ status: 403 }));
    expect(() => requireStoreRedact(buildActor(["memory:read", "memory:redact"]), "memstore_a")).not.toThrow();
  });

  it("hides every store from a key without any permission", () => {
    expect(() => requireStoreRead(buildActor([]), "memstore_a")).toThrow(expect.objectContaining({ status: 404 }));
    expect(() => requireStoreWrite(buildActor([]), "memstore_a")).toThrow(expect.objectContaining({ status: 404 }));
  });

  it("lists the whole workspace only for an unlimited actor", () => {
    expect(reachableStoreIds(buildActor([]))).toBeNull();
    expect(reachableStoreIds(buildActor([], { memstore_a: "read_only" }))).toEqual(["memstore_a"]);
  });
});
