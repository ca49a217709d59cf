import { describe, expect, it } from "vitest";
import { isRecord } from "./is-record";

describe("isRecord", () => {
  it.each([
    [{}, true],
    [{ a: 1 }, true],
    [null, false],
    [[], false],
    ["text", false],
    [undefined, false],
  ])("of %j is %j", (value, answer) => expect(isRecord(value)).toBe(answer));
});
