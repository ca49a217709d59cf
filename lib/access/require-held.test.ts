import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoreAccess } from "@/lib/contract/api-key";
import { type Permission, permission } from "@/lib/contract/permission";
import type { Actor, Reach } from "./actor";
import { requireHeld } from "./require-held";
import { storeAccessOf } from "./store-reach";

const stores = ["memstore_a", "memstore_b", "memstore_c"] as const;
const access = fc.constantFrom<StoreAccess>("read_only", "read_write");
const permissions = fc.uniqueArray(fc.constantFrom<Permission>(...permission.options));
const grantedStores = fc.option(
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...stores), access), { selector: ([id]) => id })
    .map((pairs) => pairs.map(([id, held]) => ({ memory_store_id: id, access: held }))),
);

function buildActor(
  held: readonly Permission[],
  limits: { memory_store_id: string; access: StoreAccess }[] | null,
): Actor {
  const reach: Reach =
    limits === null
      ? { kind: "workspace" }
      : { kind: "stores", access: new Map(limits.map((grant) => [grant.memory_store_id, grant.access])) };
  return { kind: "user", id: "user_1", workspaceId: "wrkspc_default", permissions: new Set(held), reach };
}

function passes(actor: Actor, granted: readonly Permission[], memoryStores: Parameters<typeof buildActor>[1]): boolean {
  try {
    requireHeld(actor, { permissions: new Set(granted), memoryStores });
    return true;
  } catch (error) {
    expect(error).toMatchObject({ status: 403 });
    return false;
  }
}

describe("requireHeld", () => {
  it("lets pass exactly what gives nobody a permission or a store that the giver lacks", () => {
    fc.assert(
      fc.property(permissions, grantedStores, permissions, grantedStores, (held, limits, granted, memoryStores) => {
        const giver = buildActor(held, limits);
        const receiver = buildActor(granted, memoryStores);
        const rank = { read_only: 1, read_write: 2 };
        const reached = [...stores, "memstore_of_later"];
        const gains =
          granted.some((name) => !held.includes(name)) ||
          reached.some((id) => {
            const [mine, theirs] = [storeAccessOf(giver, id), storeAccessOf(receiver, id)];
            return theirs !== null && rank[theirs] > (mine === null ? 0 : rank[mine]);
          });
        expect(passes(giver, granted, memoryStores)).toBe(!gains);
      }),
      { numRuns: 200 },
    );
  });

  it("names the permission that is missing", () => {
    const actor = buildActor(["dream:read", "dream:write"], null);
    expect(() => requireHeld(actor, { permissions: new Set(["dream:review"]), memoryStores: null })).toThrow(
      /dream:review/,
    );
  });
});
