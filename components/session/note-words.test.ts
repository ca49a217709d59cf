import { describe, expect, it } from "vitest";
import { persistedEventTypes } from "@/lib/contract/event-types";
import { noteWords } from "./note-words";
import { buildEvent } from "./testing/build-event";

describe("noteWords", () => {
  it("has words for every event there is, with or without its payload", () => {
    for (const type of persistedEventTypes) expect(noteWords(buildEvent(type))).toMatch(/^[A-Z][^.]*\S$/);
  });

  it.each([
    ["session.status_idle", { stop_reason: { type: "end_turn" } }, "Idle: end turn"],
    ["user.tool_confirmation", { result: "deny", deny_message: "not there" }, "The user refused the call: not there"],
    [
      "span.model_request_end",
      { model_usage: { input_tokens: 3, output_tokens: 4 } },
      "Model request · 3 tokens in, 4 out",
    ],
    ["workflow_run.phase_started", {}, "Phase started"],
  ])("says %s", (type, fields, words) => {
    expect(noteWords(buildEvent(type, fields))).toBe(words);
  });
});
