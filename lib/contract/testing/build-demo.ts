import type { Demo } from "../demo";

/** A demo on its first day. */
export function buildDemo(over: Partial<Demo> = {}): Demo {
  return {
    type: "demo",
    status: "playing",
    day: 1,
    days: 10,
    session_count: 0,
    model: null,
    memory_stores: {},
    conflict_session_id: null,
    dream_id: null,
    dream_status: null,
    comparison: [],
    message: null,
    ...over,
  };
}
