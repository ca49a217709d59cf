import { describe, expect, it } from "vitest";
import { folderOf, searchFiltersOf } from "./search-address";

const nothing = { q: "", mode: "substring", case: false, in: "" } as const;

describe("folderOf", () => {
  it.each([
    ["", null],
    ["  / ", null],
    ["alerts", "/alerts/"],
    ["/alerts/", "/alerts/"],
    [" alerts/disk ", "/alerts/disk/"],
    ["//a//", "/a/"],
  ])("reads %j as %j", (typed, folder) => expect(folderOf(typed)).toBe(folder));
});

describe("searchFiltersOf", () => {
  it("asks nothing before something is typed", () => {
    expect(searchFiltersOf(nothing)).toBeNull();
    expect(searchFiltersOf({ ...nothing, q: "  " })).toBeNull();
  });

  it("keeps white space at the ends, which a text search may mean", () => {
    expect(searchFiltersOf({ ...nothing, q: " a " })).toEqual({ q: " a ", mode: "substring" });
  });

  it("carries mode, capitals and folder", () => {
    expect(searchFiltersOf({ q: "x+", mode: "regex", case: true, in: "notes" })).toEqual({
      q: "x+",
      mode: "regex",
      case: true,
      path_prefix: "/notes/",
    });
  });

  it("asks for no capitals where words are compared", () => {
    expect(searchFiltersOf({ ...nothing, q: "a", mode: "words", case: true })).toEqual({ q: "a", mode: "words" });
  });
});
