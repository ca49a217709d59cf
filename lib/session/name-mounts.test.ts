import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameMounts } from "./name-mounts";

const nameOf = (name: string, id = "memstore_01ABCDEF") => nameMounts([{ id, name }])[0];

describe("names of mounted stores", () => {
  it.each([
    ["Team Notes", "team-notes"],
    ["  Team – Notes!! ", "team-notes"],
    ["a", "a"],
    ["C3PO/R2-D2", "c3po-r2-d2"],
    ["Größe 5", "gr-e-5"],
    ["--x--", "x"],
  ])("turns %j into %s", (name, slug) => {
    expect(nameOf(name)).toBe(slug);
  });

  it("falls back to the id for a name without ASCII letters or digits", () => {
    expect(nameOf("日本語")).toBe("memstore_01ABCDEF");
    expect(nameOf("!!!")).toBe("memstore_01ABCDEF");
  });

  it("gives the second of two alike an ending from its id", () => {
    const stores = [
      { id: "memstore_AAAAAA", name: "Notes" },
      { id: "memstore_BBBBBB", name: "notes!" },
      { id: "memstore_CCCCCC", name: "notes bbbbbb" },
    ];
    expect(nameMounts(stores)).toEqual(["notes", "notes-bbbbbb", "notes-bbbbbb-cccccc"]);
  });

  it("are always different and always one safe folder name", () => {
    const stores = fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^memstore_[0-9A-HJKMNP-TV-Z]{26}$/),
        name: fc.oneof(fc.constantFrom("a", "A!", "-a", "日"), fc.string({ minLength: 1, maxLength: 255 })),
      }),
      { minLength: 1, maxLength: 8, selector: (store) => store.id },
    );
    fc.assert(
      fc.property(stores, (list) => {
        const names = nameMounts(list);
        expect(new Set(names).size).toBe(list.length);
        for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{1,240}$/);
      }),
    );
  });
});
