import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOutsideTool, recognisableLines, repeatsMemory, resultProvenance, touchesMemory } from "./provenance";
import { buildSession } from "./testing-builders";

const line = "The failover of ledger-db needs an approval of the database team first.";
const memory = recognisableLines([`# Notes\n\n- ${line}\n- short one\n`]);

describe("isOutsideTool", () => {
  it.each([
    ["WebFetch", true],
    ["web_search", true],
    ["mcp__browser__fetch_url", true],
    ["read_inbox", true],
    ["get-email", true],
    ["brave-web-search", true],
    ["fetch-url", true],
    ["search_emails", true],
    ["fetch", true],
    ["mcp__fetch__fetch", true],
    ["readMail", true],
    ["browse", true],
    ["Browser", true],
    ["Bash", false],
    ["Read", false],
    ["fetch_order", false],
    ["email_service_status", false],
    ["cobweb", false],
    ["", false],
  ])("%s → %s", (tool, expected) => {
    expect(isOutsideTool(tool)).toBe(expected);
  });
});

describe("touchesMemory", () => {
  const session = buildSession("a", [], { mount_paths: ["/srv/notes"] });
  it.each([
    ["Bash", { command: "cat /mnt/memory/team/x.md" }, true],
    ["Bash", { command: "cat '/memories/x.md'" }, true],
    ["Bash", { command: "ls /mnt/memory" }, true],
    ["Read", { deep: [{ file: "/srv/notes/a.md" }] }, true],
    ["memory", { command: "view" }, true],
    ["mcp__reverie__memory_search", { query: "x" }, true],
    ["Bash", { command: "cat /mnt/memory-old/x /home/mnt/memoryless" }, false],
    ["Bash", { command: "cat /backup/mnt/memory/x" }, false],
    ["Bash", { command: "cat /srv/notes2/x" }, false],
    ["memory_usage", { pid: 1 }, false],
    ["Bash", null, false],
  ])("%s %j → %s", (tool, input, expected) => {
    expect(touchesMemory(tool, input, session)).toBe(expected);
  });
});

describe("repeatsMemory", () => {
  it.each([
    ["the line itself", line],
    ["another list marker and more white space", `  *   ${line.replace(/ /g, "   ")}`],
    ["line numbers of a reader", `  12\t- ${line}`],
    ["an arrow after the number", `12→${line}`],
    ["other letter case", line.toUpperCase()],
    ["quoted", `> ${line}`],
    ["among as much else", `${line}\n${"x".repeat(60)}`],
  ])("recognises %s", (_, text) => {
    expect(repeatsMemory(text, memory)).toBe(true);
  });

  it.each([
    ["a short line, which anybody may write", "short one"],
    ["another number in it", line.replace("first", "2nd")],
    ["one line in a long log", `${line}\n${"other words of a log\n".repeat(9)}`],
    ["nothing", ""],
  ])("does not take for memory %s", (_, text) => {
    expect(repeatsMemory(text, memory)).toBe(false);
  });

  it("finds nothing in a store without a line that could be told", () => {
    expect(repeatsMemory(line, recognisableLines(["- a\n- b\n"]))).toBe(false);
  });

  it("recognises every memory that is read back whole and has mostly long lines", () => {
    const word = fc.constantFrom("search", "cluster", "restart", "ledger-db", "always", "12", "heap", "worker");
    const longLine = fc.array(word, { minLength: 12, maxLength: 30 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(longLine, { minLength: 1, maxLength: 6 }), (lines) => {
        const content = lines.map((text) => `- ${text}`).join("\n");
        const shown = lines.map((text, index) => `${index + 1}\t- ${text}`).join("\n");
        expect(repeatsMemory(shown, recognisableLines([content]))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe("resultProvenance", () => {
  it("lets no mark of trust undo that memory echoes or that anybody could write the text", () => {
    expect(resultProvenance("WebFetch", true, false)).toBe("tool_untrusted");
    expect(resultProvenance("Bash", true, true)).toBe("memory_echo");
    expect(resultProvenance("WebFetch", true, true)).toBe("memory_echo");
  });

  it("believes a mark of distrust, and trusts a tool of one's own without any mark", () => {
    expect(resultProvenance("Bash", false, false)).toBe("tool_untrusted");
    expect(resultProvenance("Bash", null, false)).toBe("tool_trusted");
  });
});
