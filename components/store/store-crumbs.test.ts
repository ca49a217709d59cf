import { describe, expect, it } from "vitest";
import { storeCrumbs } from "./store-crumbs";

const store = { id: "memstore_1", name: "team-sre" };

describe("storeCrumbs", () => {
  it("ends with the page itself, which leads nowhere", () => {
    expect(storeCrumbs(store, null).at(-1)).toEqual({ label: "team-sre" });
    expect(storeCrumbs(store, "/a.md").at(-1)).toEqual({ label: "a.md" });
  });

  it("leads each folder to its files, whatever its name holds", () => {
    expect(storeCrumbs(store, "/on call/a&b/x.md").slice(2, 4)).toEqual([
      { label: "on call", href: "/stores/memstore_1?find=%2Fon+call%2F" },
      { label: "a&b", href: "/stores/memstore_1?find=%2Fon+call%2Fa%26b%2F" },
    ]);
  });
});
