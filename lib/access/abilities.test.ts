import { describe, expect, it } from "vitest";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Permission } from "@/lib/contract/permission";
import { permissionsOfRole, role } from "@/lib/contract/permission";
import { storeAbilities } from "./abilities";
import type { Actor, Reach } from "./actor";
import { requireStoreRead, requireStoreRedact, requireStoreWrite } from "./store-reach";

const open = { id: "memstore_1", archived_at: null };
const archived = { id: "memstore_1", archived_at: "2026-01-01T00:00:00.000Z" };

function buildActor(
  permissions: readonly Permission[],
  access: StoreAccess | "workspace" | "hidden" = "workspace",
): Actor {
  const grants = new Map(access === "hidden" || access === "workspace" ? [] : [[open.id, access] as const]);
  const reach: Reach = access === "workspace" ? { kind: "workspace" } : { kind: "stores", access: grants };
  return { kind: "api_key", id: "apikey_1", workspaceId: "wrkspc_1", permissions: new Set(permissions), reach };
}

const allows = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

describe("abilities on a store", () => {
  it("agree with what the use cases enforce, for every role and reach", () => {
    for (const permissions of [[], ...role.options.map((name) => permissionsOfRole[name])]) {
      for (const access of ["workspace", "read_write", "read_only", "hidden"] as const) {
        const actor = buildActor(permissions, access);
        const abilities = storeAbilities(actor, open);
        expect(abilities.includes("read")).toBe(allows(() => requireStoreRead(actor, open.id)));
        expect(abilities.includes("export")).toBe(abilities.includes("read"));
        for (const verb of ["write", "archive", "delete"] as const) {
          expect(abilities.includes(verb)).toBe(allows(() => requireStoreWrite(actor, open.id)));
        }
        expect(abilities.includes("redact")).toBe(allows(() => requireStoreRedact(actor, open.id)));
      }
    }
  });

  it("of an archived store leave reading, redacting, deleting and exporting", () => {
    const all: Permission[] = ["memory:read", "memory:write", "memory:redact"];
    expect(storeAbilities(buildActor(all), open)).toEqual(["read", "write", "redact", "archive", "delete", "export"]);
    expect(storeAbilities(buildActor(all), archived)).toEqual(["read", "redact", "delete", "export"]);
  });
});
