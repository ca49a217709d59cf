import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { paceKeys } from "./live-pace";
import type { ReverieQueryKey } from "./query-keys";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const first: ReverieQueryKey = ["store_tree", "memstore_1"];
const second: ReverieQueryKey = ["memories", "memstore_1", "list"];

describe("paceKeys", () => {
  it("hands the first keys on at once, and each that follow once a pause", () => {
    const flush = vi.fn();
    const pace = paceKeys(flush, 100);
    pace.add([first]);
    expect(flush.mock.calls).toEqual([[[first]]]);
    for (let event = 0; event < 20; event += 1) pace.add([first, second]);
    expect(flush).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(100);
    expect(flush.mock.calls.slice(1)).toEqual([[[first, second]]]);
  });

  it("is at once again after a quiet time", () => {
    const flush = vi.fn();
    const pace = paceKeys(flush, 100);
    pace.add([first]);
    vi.advanceTimersByTime(250);
    pace.add([second]);
    expect(flush.mock.calls).toEqual([[[first]], [[second]]]);
  });

  it("loses nothing when it ends, and is silent after", () => {
    const flush = vi.fn();
    const pace = paceKeys(flush, 100);
    pace.add([first]);
    pace.add([second]);
    pace.end();
    expect(flush).toHaveBeenLastCalledWith([second]);
    vi.advanceTimersByTime(1000);
    expect(flush).toHaveBeenCalledTimes(2);
  });
});
