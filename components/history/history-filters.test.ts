import { describe, expect, it } from "vitest";
import {
  authorId,
  authorOfId,
  type HistoryAddress,
  historyQueryOf,
  isFilteredHistory,
  noHistoryFilters,
} from "./history-filters";

const queryOf = (part: Partial<HistoryAddress>, at: string | null = null) =>
  historyQueryOf({ ...noHistoryFilters, ...part }, at);

describe("historyQueryOf", () => {
  it("asks for nothing special while nothing is filtered", () => {
    expect(queryOf({})).toEqual({});
  });

  it.each([
    ["sesn_1", { session_id: "sesn_1" }],
    ["apikey_1", { api_key_id: "apikey_1" }],
    ["user_1", { user_id: "user_1" }],
    ["svac_1", { service_account_id: "svac_1" }],
  ])("knows by the prefix whose id %s is", (by, expected) => {
    expect(queryOf({ by })).toEqual(expected);
  });

  it("asks for operation, channel and folder together", () => {
    expect(queryOf({ operation: "deleted", via: "mcp", under: "/alerts/" })).toEqual({
      operation: "deleted",
      via: "mcp",
      path_prefix: "/alerts/",
    });
  });

  it("takes a folder with or without the slash at its end", () => {
    expect(queryOf({ under: "/alerts" })).toEqual({ path_prefix: "/alerts/" });
    expect(queryOf({ under: "/" })).toEqual({ path_prefix: "/" });
  });

  it("takes both days whole", () => {
    expect(queryOf({ from: "2026-05-01", until: "2026-05-03" })).toEqual({
      "created_at[gte]": "2026-05-01T00:00:00.000Z",
      "created_at[lte]": "2026-05-03T23:59:59.999Z",
    });
  });

  it("never goes beyond the moment that is shown", () => {
    const at = "2026-05-02T08:00:00.000Z";
    expect(queryOf({}, at)).toEqual({ "created_at[lte]": at });
    expect(queryOf({ until: "2026-05-03" }, at)).toEqual({ "created_at[lte]": at });
    expect(queryOf({ until: "2026-05-01" }, at)).toEqual({ "created_at[lte]": "2026-05-01T23:59:59.999Z" });
  });

  it("leaves out what nobody could have meant", () => {
    expect(
      queryOf({ by: "me", operation: "eaten", via: "fax", under: "alerts", from: "2026-13-45", until: "soon" }),
    ).toEqual({});
  });
});

describe("authors in the address", () => {
  it("come back as they went in", () => {
    for (const id of ["sesn_1", "apikey_1", "user_1", "svac_1"]) {
      const actor = authorOfId(id);
      expect(actor === null ? null : authorId(actor)).toBe(id);
    }
    expect(authorOfId("drm_1")).toBeNull();
  });
});

describe("isFilteredHistory", () => {
  it("tells whether anything is filtered at all", () => {
    expect(isFilteredHistory(noHistoryFilters)).toBe(false);
    expect(isFilteredHistory({ ...noHistoryFilters, under: "/a/" })).toBe(true);
  });
});
