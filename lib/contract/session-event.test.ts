import { describe, expect, test } from "vitest";
import { persistedEventTypes } from "@/lib/contract/event-types";
import {
  clientEventInput,
  clientEventTypes,
  recordedEventInput,
  sendEventsInput,
  sendRecordedEventsInput,
  sessionEvent,
} from "@/lib/contract/session-event";

const message = { type: "user.message", content: [{ type: "text", text: "hello" }] };

describe("what a client may send", () => {
  test.each([
    message,
    { type: "user.interrupt" },
    { type: "user.tool_confirmation", tool_use_id: "sevt_1", result: "deny", deny_message: "no" },
    { type: "user.custom_tool_result", custom_tool_use_id: "sevt_1", content: [], is_error: null },
    { type: "user.tool_result", tool_use_id: "sevt_1" },
    { type: "user.define_outcome", description: "d", rubric: { type: "text", content: "r" }, max_iterations: 20 },
    { type: "system.message", content: [{ type: "text", text: "note" }] },
  ])("accepts $type", (event) => {
    expect(clientEventInput.parse(event)).toEqual(event);
  });

  test.each([
    ["an unknown field", { ...message, colour: "red" }],
    ["an agent event", { type: "agent.message", content: [] }],
    ["a brought id", { ...message, id: "mine" }],
    ["an unknown block", { type: "user.message", content: [{ type: "video" }] }],
    ["an unknown field of a block", { type: "user.message", content: [{ type: "text", text: "a", cache: 1 }] }],
    ["a third answer", { type: "user.tool_confirmation", tool_use_id: "x", result: "maybe" }],
    [
      "21 iterations",
      { type: "user.define_outcome", description: "d", rubric: { type: "file", file_id: "f" }, max_iterations: 21 },
    ],
    [
      "an oversized rubric",
      { type: "user.define_outcome", description: "d", rubric: { type: "text", content: "x".repeat(262_145) } },
    ],
    ["an empty system message", { type: "system.message", content: [] }],
    ["NUL in text", { type: "user.message", content: [{ type: "text", text: "a\0" }] }],
  ])("refuses %s", (_, event) => {
    expect(clientEventInput.safeParse(event).success).toBe(false);
  });

  test("a system message is refused before another event and accepted as the last", () => {
    const note = { type: "system.message", content: [{ type: "text", text: "n" }] };
    expect(sendEventsInput.safeParse({ events: [note, message] }).success).toBe(false);
    expect(sendEventsInput.safeParse({ events: [message, note] }).success).toBe(true);
    expect(sendEventsInput.safeParse({ events: [] }).success).toBe(false);
  });
});

describe("what a recorded session may bring", () => {
  const use = { type: "agent.tool_use", name: "bash", input: { command: "ls" } };

  test("takes id, real time and provenance on agent and user events alike", () => {
    const recorded = {
      id: "call-1",
      processed_at: "2026-03-02T02:10:00+01:00",
      reverie: {
        occurred_at: "2026-03-02T01:09:00Z",
        trusted: false,
        event: { type: "A", entity: "db", occurred_at: "2026-03-02T01:09:00Z" },
      },
    };
    for (const event of [use, message])
      expect(recordedEventInput.parse({ ...event, ...recorded })).toEqual({ ...event, ...recorded });
  });

  test.each([
    ["an id of 129 characters", { ...use, id: "x".repeat(129) }],
    ["an empty id", { ...use, id: "" }],
    ["a time without zone", { ...use, processed_at: "2026-03-02T02:10:00" }],
    ["a year before 1970", { ...use, processed_at: "0000-03-02T02:10:00Z" }],
    ["an unknown addition", { ...use, reverie: { source: 1 } }],
    ["an event without its time", { ...use, reverie: { event: { type: "A" } } }],
    ["an unknown type", { type: "agent.dance" }],
    ["a stream-only type", { type: "event_delta" }],
  ])("refuses %s", (_, event) => {
    expect(recordedEventInput.safeParse(event).success).toBe(false);
  });

  test("counts an id in characters, so that 128 emoji fit", () => {
    expect(recordedEventInput.safeParse({ ...use, id: "😀".repeat(128) }).success).toBe(true);
  });

  test("keeps what the wire leaves open", () => {
    const event = { type: "session.usage", usage: { input_tokens: 1 }, budget: null };
    expect(recordedEventInput.parse(event)).toEqual(event);
    expect(sendRecordedEventsInput.safeParse({ events: [event] }).success).toBe(true);
  });
});

describe("what is answered", () => {
  test("knows the 41 persisted types, each once, client types included", () => {
    expect(new Set(persistedEventTypes).size).toBe(41);
    expect(persistedEventTypes).toHaveLength(41);
    expect(persistedEventTypes).toEqual(expect.arrayContaining([...clientEventTypes]));
    expect(persistedEventTypes).not.toContain("session.deleted");
  });

  test("lets later fields pass and a queued client event lack its time", () => {
    const queued = { ...message, id: "sevt_1", processed_at: null, later: true };
    expect(sessionEvent.parse(queued)).toEqual(queued);
    expect(sessionEvent.safeParse({ type: "agent.thinking", id: "sevt_1" }).success).toBe(false);
  });
});
