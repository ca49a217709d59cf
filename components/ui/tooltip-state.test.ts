import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ShownTooltip, tooltipState } from "./tooltip-state";

const at = (name: string): ShownTooltip => ({
  anchor: { name } as unknown as Element,
  label: name,
  keys: undefined,
  side: "top",
});

describe("tooltipState", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    tooltipState.hide();
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
  });

  it("waits while the pointer only passes over an anchor", () => {
    vi.advanceTimersByTime(1000);
    tooltipState.showSoon(at("Save"));
    vi.advanceTimersByTime(300);
    expect(tooltipState.peek()).toBeNull();
    tooltipState.hideSoon();
    vi.advanceTimersByTime(1000);
    expect(tooltipState.peek()).toBeNull();
  });

  it("shows the next at once to somebody who reads along a row", () => {
    vi.advanceTimersByTime(1000);
    tooltipState.showSoon(at("Save"));
    vi.advanceTimersByTime(400);
    expect(tooltipState.peek()?.label).toBe("Save");
    tooltipState.hideSoon();
    tooltipState.showSoon(at("Copy"));
    expect(tooltipState.peek()?.label).toBe("Copy");
  });

  it("stays while the pointer is on the tooltip itself", () => {
    tooltipState.show(at("Save"));
    tooltipState.hideSoon();
    tooltipState.keep();
    vi.advanceTimersByTime(1000);
    expect(tooltipState.peek()?.label).toBe("Save");
  });

  it("goes with its anchor, and with no other", () => {
    const save = at("Save");
    tooltipState.show(save);
    tooltipState.hideOf(at("Copy").anchor);
    expect(tooltipState.peek()).toBe(save);
    tooltipState.hideOf(save.anchor);
    expect(tooltipState.peek()).toBeNull();
  });
});
