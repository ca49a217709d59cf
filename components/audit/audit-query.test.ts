import { describe, expect, it } from "vitest";
import { auditQueryOf } from "./audit-query";

const nothing = { actor: null, action: null, target: null, outcome: null, from: null, until: null };

describe("the query of the activity page's address", () => {
  it("is empty without filters", () => {
    expect(auditQueryOf(nothing)).toEqual({});
  });

  it("takes whole days, both inclusive", () => {
    expect(auditQueryOf({ ...nothing, from: "2026-03-01", until: "2026-03-02" })).toEqual({
      "created_at[gte]": "2026-03-01T00:00:00.000Z",
      "created_at[lte]": "2026-03-02T23:59:59.999Z",
    });
  });

  it("drops an outcome and a day that cannot be", () => {
    expect(auditQueryOf({ ...nothing, outcome: "maybe", from: "yesterday" })).toEqual({});
  });
});
