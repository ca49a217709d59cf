import { describe, expect, it } from "vitest";
import { idPrefixes, newId } from "./ids";

describe("ids", () => {
  it("carry their prefix and enough random bits, and sort by the time of their making", () => {
    const made = Array.from({ length: 2000 }, () => newId("memoryVersion"));
    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
    for (const id of made) expect(id).toMatch(/^memver_[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it("have prefixes of which none begins another, so that an id tells its kind", () => {
    const prefixes = Object.values(idPrefixes);
    for (const one of prefixes) expect(prefixes.filter((other) => other.startsWith(one))).toEqual([one]);
  });
});
