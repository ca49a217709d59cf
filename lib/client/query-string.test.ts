import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryString } from "./query-string";

describe("queryString", () => {
  it("writes arrays, times and flags as the contract reads them", () => {
    const text = queryString({
      statuses: ["pending", "running"],
      "created_at[gte]": "2026-01-01T00:00:00Z",
      abilities: true,
      limit: 5,
    });
    const search = new URLSearchParams(text);
    expect(search.getAll("statuses[]")).toEqual(["pending", "running"]);
    expect(search.get("created_at[gte]")).toBe("2026-01-01T00:00:00Z");
    expect(search.get("abilities")).toBe("true");
    expect(search.get("limit")).toBe("5");
  });

  it("leaves out what is not set, and is empty when nothing is", () => {
    expect(queryString({ page: null, q: undefined, path_prefix: "" })).toBe("");
    expect(queryString({})).toBe("");
    expect(queryString({ include_archived: false, depth: 0 })).toBe("?include_archived=false&depth=0");
  });

  it("keeps any text as it is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (value) => {
        expect(new URLSearchParams(queryString({ q: value })).get("q")).toBe(value);
      }),
    );
  });
});
