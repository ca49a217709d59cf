import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathOfSegments, routes } from "./routes";

describe("routes", () => {
  it("names a file, its version, the comparison, the moment and the lines", () => {
    expect(
      routes.file("memstore_1", "/alerts/search disk.md", { version: "memver_2", compare: "memver_1", lines: [3, 9] }),
    ).toBe("/stores/memstore_1/files/alerts/search%20disk.md?version=memver_2&compare=memver_1#L3-L9");
    expect(routes.file("memstore_1", "/a.md", { at: "2026-05-03T10:00:00Z", lines: [4, 4] })).toBe(
      "/stores/memstore_1/files/a.md?at=2026-05-03T10%3A00%3A00Z#L4",
    );
  });

  it("leads to an event within its session", () => {
    expect(routes.session("sesn_1")).toBe("/sessions/sesn_1");
    expect(routes.session("sesn_1", "sevt_2")).toBe("/sessions/sesn_1?event=sevt_2");
  });

  it("carries what is searched for, where something is", () => {
    expect([routes.search(), routes.search("a b&c")]).toEqual(["/search", "/search?q=a+b%26c"]);
    expect(routes.storeSearch("memstore_1", "x")).toBe("/stores/memstore_1/search?q=x");
  });

  it("gives any path back from the address it made", () => {
    const segment = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((text) => !text.includes("/") && text !== "." && text !== "..");
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const path = `/${segments.join("/")}`;
        const address = new URL(routes.file("memstore_1", path), "http://localhost");
        const parts = address.pathname.slice("/stores/memstore_1/files/".length).split("/");
        expect(pathOfSegments(parts)).toBe(path);
        expect(address.search + address.hash).toBe("");
      }),
    );
  });

  it("keeps a store's id from changing the address", () => {
    expect(routes.store("../x?y#z")).toBe("/stores/..%2Fx%3Fy%23z");
  });

  it("reads a segment that is no percent-encoding as it stands", () => {
    expect(pathOfSegments(["100%"])).toBe("/100%");
  });
});
