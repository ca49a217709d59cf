import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patchMetadata } from "./update-memory-store";

const key = fc.string({ minLength: 1, maxLength: 4 }).filter((text) => text !== "__proto__");
const current = fc.dictionary(key, fc.string(), { maxKeys: 8, noNullPrototype: true });
const patch = fc.dictionary(key, fc.option(fc.string()), { maxKeys: 8, noNullPrototype: true });

describe("patch of metadata", () => {
  it("sets texts, removes nulls and leaves the rest, and doing it twice changes nothing more", () => {
    fc.assert(
      fc.property(current, patch, (before, changes) => {
        const after = patchMetadata(before, changes);
        for (const name of new Set([...Object.keys(before), ...Object.keys(changes)])) {
          const wanted = Object.hasOwn(changes, name) ? changes[name] : before[name];
          expect(Object.hasOwn(after, name)).toBe(wanted !== null);
          if (wanted !== null) expect(after[name]).toBe(wanted);
        }
        expect(patchMetadata(after, changes)).toEqual(after);
      }),
    );
  });

  it("is held to 16 pairs after the change, not before it", () => {
    const full = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`k${index}`, "v"]));
    expect(Object.keys(patchMetadata(full, { k0: null, more: "v" }))).toHaveLength(16);
    expect(() => patchMetadata(full, { more: "v" })).toThrow(expect.objectContaining({ status: 400 }));
  });
});
