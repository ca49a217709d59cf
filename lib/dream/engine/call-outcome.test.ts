import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { callOutcome, stripErrorTags } from "./call-outcome";

describe("callOutcome", () => {
  it.each([
    "Error: user not found",
    "error",
    "[ERROR] disk is full",
    "fatal: not a git repository",
    "Traceback (most recent call last):\n  File x",
    "ValueError: bad",
    "requests.exceptions.ConnectionError: no route",
    "bash: rg: command not found",
    "zsh: permission denied: ./x",
    "npm ERR! missing script",
    "Exit code 2\nmake: ***",
    "ENOENT: no such file",
    "kubectlx: command not found",
    "Error from server (NotFound): pods",
    '{"error": "no such user"}',
    '{"error": {"code": 4}}',
    '{"ok": false}',
    '{"success": false, "error": null}',
    '{"status": "error"}',
    "  \n<tool_use_error>Error: x</tool_use_error>",
  ])("takes %j for a failure without any flag", (text) => {
    expect(callOutcome(undefined, text)).toBe("failed");
    expect(callOutcome(false, text)).toBe("failed");
  });

  it.each([
    "",
    "ok",
    "Error handling is described below",
    "Errors: 0",
    "Environment: prod",
    "Expires: tomorrow",
    "The fatal flaw is known",
    "Exit code 0",
    "0 failed, 12 passed",
    "src/error.ts:1: x",
    '{"error": null, "ok": true}',
    '{"error": ""}',
    '{"errors": []}',
    '{"error": broken',
    "[]",
    `text\nError: later in the output`,
    `{"error": "x", "log": "${"y".repeat(20_001)}"}`,
  ])("takes %j for no failure", (text) => {
    expect(callOutcome(undefined, text)).toBe("ok");
  });

  it.each([
    "namespace payments not found",
    "There is no dashboard called error-budget.",
    "nobody named r.lindqvist in the directory",
    "pools: unknown pool blue",
    "pool blue does not exist",
  ])("takes the news that something is missing, %j, for a failure where no flag says otherwise", (text) => {
    expect(callOutcome(null, text)).toBe("failed");
    expect(callOutcome(undefined, text)).toBe("failed");
    expect(callOutcome(false, text)).toBe("ok");
  });

  it.each(["owner: unknown", "3 hosts found, 1 not", `${"long ".repeat(50)} not found`, "a\nnot found"])(
    "takes %j for an answer",
    (text) => {
      expect(callOutcome(null, text)).toBe("ok");
    },
  );

  it("believes a flag that says failed, whatever the text", () => {
    expect(callOutcome(true, "all fine")).toBe("failed");
    expect(callOutcome("true", "all fine")).toBe("ok");
  });

  it.each([
    "The user doesn't want to proceed with this tool use.",
    "The user doesnt want to take this action right now",
    "[Request interrupted by user for tool use]",
    "User rejected the edit",
    "The operator has declined the call",
    "Human cancelled it",
    "Claude requested permissions to write to /x, but you haven't granted it yet.",
    "Permission to use Bash has been denied.",
    "<tool_use_error>Sibling tool call errored</tool_use_error>",
    "Cancelled: parallel tool call Bash(x) errored",
    "Tool use was rejected",
  ])("takes %j for feedback of people or the harness, no error of the call", (text) => {
    expect(callOutcome(true, text)).toBe("declined");
  });

  it("does not let a tool call its own failure a refusal, far down or without the flag", () => {
    expect(callOutcome(true, `${"log\n".repeat(200)}The user rejected the edit`)).toBe("failed");
    expect(callOutcome(false, "User rejected: 12 rows")).toBe("ok");
  });

  it("answers at once on hostile texts", () => {
    const started = cpuMs();
    for (const text of [
      "requested permissions ".repeat(50_000),
      "{".repeat(20_000),
      "a.".repeat(200_000),
      "[ERROR".repeat(9999),
    ])
      callOutcome(true, text);
    expect(cpuMs() - started).toBeLessThan(500);
  });
});

describe("stripErrorTags", () => {
  it("takes off the tags of a harness and nothing else", () => {
    expect(stripErrorTags("<tool_use_error><error>x</error></tool_use_error> <b>y</b>")).toBe("x <b>y</b>");
  });
});
