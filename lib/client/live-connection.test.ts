import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLiveConnection } from "./live-connection";
import type { LiveState } from "./live-state";

class FakeEventSource {
  static opened: FakeEventSource[] = [];
  readonly listeners = new Map<string, (message: MessageEvent) => void>();
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  isClosed = false;
  constructor(readonly url: string) {
    FakeEventSource.opened.push(this);
  }
  addEventListener(name: string, listener: (message: MessageEvent) => void) {
    this.listeners.set(name, listener);
  }
  close() {
    this.isClosed = true;
  }
}

function start() {
  const states: LiveState[] = [];
  const events: [string, unknown][] = [];
  const close = openLiveConnection({
    topics: ["memstore_1", "drm_1"],
    onState: (state) => states.push(state),
    onEvent: (name, data) => events.push([name, data]),
  });
  return { states, events, close };
}

const source = (index: number) => {
  const found = FakeEventSource.opened[index];
  if (found === undefined) throw new Error(`no connection ${index}`);
  return found;
};

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.opened = [];
  vi.stubGlobal("EventSource", FakeEventSource);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("openLiveConnection", () => {
  it("opens one stream for all topics and passes events on as they were sent", () => {
    const { states, events } = start();
    expect(source(0).url).toBe("/v1/stream?topics=memstore_1%2Cdrm_1");
    source(0).onopen?.();
    source(0).listeners.get("memory_version.created")?.(new MessageEvent("x", { data: '{"memory_id":"mem_1"}' }));
    source(0).listeners.get("dream.updated")?.(new MessageEvent("x", { data: "not json" }));
    expect(states).toEqual(["connecting", "live"]);
    expect(events).toEqual([
      ["memory_version.created", { memory_id: "mem_1" }],
      ["dream.updated", null],
    ]);
  });

  it("reconnects after ever longer pauses, and resumes after the last event", () => {
    const { states } = start();
    source(0).listeners.get("dream.updated")?.(new MessageEvent("x", { data: "{}", lastEventId: "41" }));
    source(0).onerror?.();
    vi.advanceTimersByTime(999);
    expect(FakeEventSource.opened).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(source(1).url).toContain("last_event_id=41");
    source(1).onerror?.();
    vi.advanceTimersByTime(1999);
    expect(FakeEventSource.opened).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(FakeEventSource.opened).toHaveLength(3);
    expect(states).toEqual(["connecting", "reconnecting", "reconnecting"]);
  });

  it("pauses for half a minute at most, and shortly again once it has worked", () => {
    start();
    for (let index = 0; index < 8; index += 1) {
      source(index).onerror?.();
      vi.advanceTimersByTime(30_000);
    }
    expect(FakeEventSource.opened).toHaveLength(9);
    source(8).onopen?.();
    source(8).onerror?.();
    vi.advanceTimersByTime(1000);
    expect(FakeEventSource.opened).toHaveLength(10);
  });

  it("stays closed", () => {
    const { states, close } = start();
    source(0).onerror?.();
    close();
    source(0).onerror?.();
    vi.advanceTimersByTime(120_000);
    expect(FakeEventSource.opened).toHaveLength(1);
    expect(source(0).isClosed).toBe(true);
    expect(states).toEqual(["connecting", "reconnecting"]);
  });
});
