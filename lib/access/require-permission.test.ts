import { describe, expect, it } from "vitest";
import type { Permission } from "@/lib/contract/permission";
import { permission, resolvePermissions } from "@/lib/contract/permission";
import { requirePermission } from "./require-permission";

const actorWith = (permissions: ReadonlySet<Permission>) => ({
  kind: "user" as const,
  id: "user_1",
  workspaceId: "wrkspc_1",
  permissions,
  reach: { kind: "workspace" as const },
});

describe("requirePermission", () => {
  it("refuses with 403 what is not held", () => {
    const actor = actorWith(new Set<Permission>(["memory:read"]));
    expect(() => requirePermission(actor, "memory:read")).not.toThrow();
    expect(() => requirePermission(actor, "memory:write")).toThrow(expect.objectContaining({ status: 403 }));
  });
});

describe("resolvePermissions", () => {
  it("adds roles and single permissions up, and admin implies all others", () => {
    expect(resolvePermissions([], [])).toEqual(new Set());
    expect(resolvePermissions(["viewer"], ["audit:read"])).toEqual(
      new Set(["memory:read", "session:read", "dream:read", "audit:read"]),
    );
    expect(resolvePermissions([], ["admin"])).toEqual(new Set(permission.options));
    expect(resolvePermissions(["admin"], [])).toEqual(new Set(permission.options));
  });

  it("gives no role but admin the right to administrate", () => {
    for (const name of ["viewer", "operator", "reviewer", "compliance"] as const) {
      expect(resolvePermissions([name], []).has("admin")).toBe(false);
    }
  });
});
