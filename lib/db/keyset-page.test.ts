import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cursorTime, decodeCursor, encodeCursor, toPage } from "./keyset-page";

const invalid = expect.objectContaining({ status: 400, code: "invalid_request_error" });
const text = fc.string({ unit: "grapheme" }).map((value) => value.replaceAll("\0", ""));

describe("cursor", () => {
  it("gives back the key that it was made of, for any text", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (key) => {
        const page = encodeCursor({ order: "things:desc", key });
        expect(page).toMatch(/^page_[A-Za-z0-9_-]+$/);
        expect(decodeCursor(page, "things:desc", key.length)).toEqual(key);
      }),
    );
  });

  it("is absent when it is empty", () => {
    expect(decodeCursor(undefined, "things:desc", 1)).toBeNull();
    expect(decodeCursor("", "things:desc", 1)).toBeNull();
  });

  it("is bound to its list and order, and to the number of its parts", () => {
    const page = encodeCursor({ order: "things:desc", key: ["1", "a"] });
    for (const order of ["things:asc", "others:desc"]) expect(() => decodeCursor(page, order, 2)).toThrow(invalid);
    for (const length of [1, 3]) expect(() => decodeCursor(page, "things:desc", length)).toThrow(invalid);
  });

  it("of any other make is refused, never an error of another kind", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((value) => `page_${value}`),
          fc.jsonValue().map(asCursor),
        ),
        (page) => {
          if (page === "") return;
          expect(() => decodeCursor(page, "things:desc", 1)).toThrow(invalid);
        },
      ),
    );
  });

  it("never carries U+0000 into the database", () => {
    expect(() => decodeCursor(asCursor(["things:desc", "a\0"]), "things:desc", 1)).toThrow(invalid);
  });
});

function asCursor(value: unknown): string {
  return `page_${Buffer.from(JSON.stringify(value)).toString("base64url")}`;
}

describe("time in a cursor", () => {
  it("is a number of milliseconds that a Date can hold", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }), (date) => {
        expect(cursorTime(String(date.getTime()))).toEqual(date);
      }),
    );
    for (const bad of [undefined, "", "now", "-1", "1e3", " 1", "1.5", "9".repeat(16), "0x1"]) {
      expect(() => cursorTime(bad)).toThrow(invalid);
    }
    expect(() => cursorTime("999999999999999")).not.toThrow();
  });
});

describe("page", () => {
  const cursorOf = (row: number) => ({ order: "numbers", key: [String(row)] });

  it("ends where one more row was fetched than it shows, and is the last one otherwise", () => {
    const page = toPage([1, 2, 3], 2, cursorOf);
    expect(page.data).toEqual([1, 2]);
    expect(decodeCursor(page.next_page ?? "", "numbers", 1)).toEqual(["2"]);
    expect(toPage([1, 2], 2, cursorOf)).toEqual({ data: [1, 2], next_page: null });
    expect(toPage([], 2, cursorOf)).toEqual({ data: [], next_page: null });
  });
});
