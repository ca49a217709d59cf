import { describe, expect, it } from "vitest";
import { createQueryClient, isWorthRetrying } from "./query-client";

describe("isWorthRetrying", () => {
  it.each([0, 429, 500, 502, 529])("tries again after %i, twice", (status) => {
    expect(isWorthRetrying(0, { status })).toBe(true);
    expect(isWorthRetrying(1, { status })).toBe(true);
    expect(isWorthRetrying(2, { status })).toBe(false);
  });

  it.each([400, 401, 403, 404, 409])("never repeats a request that was refused with %i", (status) => {
    expect(isWorthRetrying(0, { status })).toBe(false);
  });
});

describe("createQueryClient", () => {
  it("never sends a write twice by itself", () => {
    expect(createQueryClient().getDefaultOptions().mutations?.retry).toBe(false);
  });
});
