import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import type { Permission } from "@/lib/contract/permission";
import { abilitiesOnDream } from "./abilities-on-dream";
import type { DreamRow } from "./dream-row";

const actor = (permissions: Permission[], reach: Actor["reach"] = { kind: "workspace" }): Actor => ({
  kind: "user",
  id: "user_1",
  workspaceId: "wrkspc_default",
  permissions: new Set(permissions),
  reach,
});
const row = (over: Partial<DreamRow>) =>
  ({
    memory_store_id: "memstore_1",
    status: "completed",
    archived_at: null,
    review_state: "unreviewed",
    review_counts: { pending: 2 },
    ...over,
  }) as DreamRow;
const all: Permission[] = ["dream:write", "dream:review", "memory:write"];

describe("abilitiesOnDream", () => {
  it.each([
    ["running", { status: "running" }, ["cancel"]],
    ["waiting", { status: "pending" }, ["cancel"]],
    ["finished", {}, ["archive", "review", "apply", "discard"]],
    [
      "finished and decided",
      { review_state: "applied", review_counts: { pending: 0 } },
      ["archive", "review", "apply", "undo"],
    ],
    ["archived", { archived_at: new Date() }, ["review", "apply", "discard"]],
    ["failed", { status: "failed" }, ["archive"]],
    ["canceled", { status: "canceled" }, ["archive"]],
  ])("of one who may do all, on a dream that is %s", (_, over, expected) => {
    expect(abilitiesOnDream(actor(all), row(over as Partial<DreamRow>))).toEqual(expected);
  });

  it.each([
    ["nobody", [], []],
    ["a reader", ["dream:read", "memory:read"], []],
    ["one who starts dreams", ["dream:write"], ["archive"]],
    ["a reviewer without the right to write", ["dream:review"], ["review", "discard"]],
    ["a writer who does not review", ["memory:write"], []],
  ] as [string, Permission[], string[]][])("of %s on a finished dream", (_, permissions, expected) => {
    expect(abilitiesOnDream(actor(permissions), row({}))).toEqual(expected);
  });

  it("lets nobody apply to a store that is out of reach or only to be read", () => {
    const reach = (access: "read_only" | "read_write"): Actor["reach"] => ({
      kind: "stores",
      access: new Map([["memstore_1", access]]),
    });
    expect(abilitiesOnDream(actor(all, reach("read_only")), row({}))).not.toContain("apply");
    expect(abilitiesOnDream(actor(all, reach("read_write")), row({}))).toContain("apply");
    expect(abilitiesOnDream(actor(all, reach("read_write")), row({ memory_store_id: "memstore_2" }))).not.toContain(
      "apply",
    );
  });
});
