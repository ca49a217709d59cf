import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { errorSignature, maskVariables } from "./error-signature";

describe("errorSignature", () => {
  it.each([
    ["Exit code 1\nmake: *** No rule to make target 'x' failed", "make: *** No rule to make target 'x' failed"],
    ["starting\nreading input\nValueError: bad row 3\n  at line 9", "ValueError: bad row 3"],
    ["\u001b[31mError:\u001b[0m disk is full", "Error: disk is full"],
    ["<tool_use_error>Error: seat 12A is taken already</tool_use_error>", "Error: seat 12A is taken already"],
    [
      'Traceback (most recent call last):\n  File "a.py", line 4, in load_failed\n    raise KeyError(name)\nKeyError: "size"',
      'KeyError: "size"',
    ],
    [
      "java.lang.IllegalStateException: queue is closed\n\tat a.B.c(B.java:1)",
      "java.lang.IllegalStateException: queue is closed",
    ],
    ["HTTP 503 from upstream", "HTTP 503 from upstream"],
    ["nothing of the kind\nstill nothing", "nothing of the kind"],
  ])("finds in %j the line that says most", (text, line) => {
    expect(errorSignature(text)).toBe(line);
  });

  it.each([
    "File has not been read yet. Read it first before writing to it.",
    "File has been modified since read, either by the user or by a linter.",
    "String to replace not found in file.",
    "InputValidationError: Bash failed due to the following issue: The required parameter `command` is missing",
    "File content (30000 tokens) exceeds maximum allowed tokens (25000)",
    "EISDIR: illegal operation on a directory, read",
    "Command timed out after 2m 0s",
    "File does not exist.",
    "No files found",
    "Claude requested permissions to use Bash, but you haven't granted it yet.",
    "Sibling tool call errored",
    "[Request interrupted by user]",
    "Error: No such tool available: Foo",
    "API Error: 529 overloaded",
    "Exit code 1",
    "Error",
    "Command failed: npm test",
    "",
    "\n \n",
    `Error: ${"x".repeat(700)}`,
  ])("leaves out what only the harness says: %j", (text) => {
    expect(errorSignature(text)).toBeNull();
  });
});

describe("maskVariables", () => {
  it.each([
    ["order 1234 of 2026-03-02T10:11:12Z failed", "order <*> of <*> failed"],
    ["at 10:11:12.5 from 10.0.0.12:8080", "at <*> from <*>"],
    ["id 550e8400-e29b-41d4-a716-446655440000 is gone", "id <*> is gone"],
    ["commit deadbeef0 not found", "commit <*> not found"],
    ["open /var/lib/data/x.db: no space", "open <*>: no space"],
    ["GET https://a.example/x?y=1 was refused", "GET <*> was refused"],
    ["took  1,200.5\tms", "took <*> ms"],
    ["at 0x7ffe12 in main", "at <*> in main"],
    ["ipv4 and sha256 stay", "ipv4 and sha256 stay"],
    ["decade of facade", "decade of facade"],
  ])("%s → %s", (line, masked) => {
    expect(maskVariables(line)).toBe(masked);
  });

  it("masks a masked line no further, and gives one line for two errors that differ in amounts only", () => {
    const word = fc.constantFrom("order", "card", "refused", "for", "user", "at");
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), (words, one, other) => {
        const write = (amount: number) => `${words.join(" ")} ${amount} ${words.join(" ")}`;
        expect(maskVariables(write(one))).toBe(maskVariables(write(other)));
        expect(maskVariables(maskVariables(write(one)))).toBe(maskVariables(write(one)));
      }),
      { numRuns: 100 },
    );
  });

  it("answers at once on hostile lines", () => {
    const started = cpuMs();
    for (const line of [
      "/a".repeat(20_000),
      "1".repeat(40_000),
      "1,000".repeat(9000),
      "a:".repeat(20_000),
      "../".repeat(9000),
    ])
      maskVariables(line);
    expect(cpuMs() - started).toBeLessThan(1000);
  });
});
