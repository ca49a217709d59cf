import { describe, expect, it } from "vitest";
import { storeCrumbs } from "./store-crumbs";

const store = { id: "memstore_1", name: "team-sre" };
const now = { at: null };

describe("storeCrumbs", () => {
  it("ends with the page itself, which leads nowhere", () => {
    expect(storeCrumbs(store, { path: null, ...now }).at(-1)).toEqual({ label: "team-sre" });
    expect(storeCrumbs(store, { path: "/a.md", ...now }).at(-1)).toEqual({ label: "a.md" });
    expect(storeCrumbs(store, { path: "/a/b/", ...now }).at(-1)).toEqual({ label: "b" });
  });

  it("leads each folder to its own address, whatever its name holds", () => {
    expect(storeCrumbs(store, { path: "/on call/a&b/x.md", ...now }).slice(2, 4)).toEqual([
      { label: "on call", href: "/stores/memstore_1/folders/on%20call" },
      { label: "a&b", href: "/stores/memstore_1/folders/on%20call/a%26b" },
    ]);
  });

  it("stays in the moment that is shown", () => {
    const crumbs = storeCrumbs(store, { path: "/a/x.md", at: "2026-11-01T00:00:00.000Z" });
    expect(crumbs.slice(1, 3).map(({ href }) => href)).toEqual([
      "/stores/memstore_1?at=2026-11-01T00%3A00%3A00.000Z",
      "/stores/memstore_1/folders/a?at=2026-11-01T00%3A00%3A00.000Z",
    ]);
  });
});
