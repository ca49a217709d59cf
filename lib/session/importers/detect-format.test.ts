import { describe, expect, test } from "vitest";
import { detectFormat } from "@/lib/session/importers/detect-format";
import { collect } from "@/lib/session/importers/testing/build-transcripts";

describe("detectFormat", () => {
  test.each([
    [{ type: "user", sessionId: "s", uuid: "u", message: {} }, "claude-code"],
    [{ type: "summary", summary: "x", leafUuid: "u" }, "claude-code"],
    [{ task_id: 1, traj: [] }, "tau-bench"],
    [{ simulations: [] }, "tau-bench"],
    [{ trajectory: [], history: [] }, "swe-agent"],
    [{ history: [{ role: "system", agent: "main" }] }, "swe-agent"],
    [{ role: "user", content: "x" }, "chat"],
    [{ messages: [] }, "chat"],
    [[{ role: "user", content: "x" }], "chat"],
    [{ history: [{ role: "human", content: "x" }], mistake_step: "3" }, null],
    [{ anything: 1 }, null],
    [7, null],
    [null, null],
  ])("knows %j as %s", (value, format) => {
    expect(detectFormat(value)).toBe(format);
  });

  test("waits for the first value that shows a format", async () => {
    const body =
      '{"odd":1}\nbroken\n{"type":"user","sessionId":"s","uuid":"u","message":{"content":"hi"},"timestamp":"2026-03-02T00:00:00Z"}';
    const { transcripts, skipped } = await collect("auto", body);
    expect(transcripts).toHaveLength(1);
    expect(skipped.map((note) => note.line)).toEqual([1, 2]);
  });
});
