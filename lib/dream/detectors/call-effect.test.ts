import { describe, expect, it } from "vitest";
import { normaliseSession } from "../engine/normalise-session";
import { bash, buildSession, type Step } from "../engine/testing-builders";
import { callEffect } from "./call-effect";

function effectOf(step: Step) {
  const [call] = normaliseSession(buildSession("a", [step]), 0, new Set()).calls;
  return call && callEffect(call);
}
const tool = (name: string, result = "", input: Record<string, unknown> = { target: "pump-7" }): Step => ({
  tool: name,
  input,
  result,
});

describe("callEffect", () => {
  it.each([
    ["getOwner", "looks_up"],
    ["mcp__kb__search_update_notes", "looks_up"],
    ["get_service_status", "observes"],
    ["mcp__hub__create_issue", "changes"],
    ["restart_service", "changes"],
    ["calculate", "computes"],
    ["steward_of", "unknown"],
  ])("reads the first verb of the name %s: %s", (name, expected) => {
    expect(effectOf(tool(name))).toBe(expected);
  });

  it.each([
    ["cat a.txt | sort | head -3", "looks_up"],
    ["kubectl -n pay get pods", "looks_up"],
    ["git log --oneline && git status", "observes"],
    ["cat a > b", "changes"],
    ["ls 2>/dev/null", "looks_up"],
    ["ls && rm -rf build", "changes"],
    ["sed -i s/a/b/ x", "changes"],
    ["sed -n 1,5p x", "looks_up"],
    ["find . -name x -delete", "changes"],
    ["curl -X POST https://a.example", "changes"],
    ["hctl pool info blue", "looks_up"],
    ["hctl frobnicate blue", "unknown"],
  ])("reads every part of the command line %s: %s", (command, expected) => {
    expect(effectOf(bash(command, ""))).toBe(expected);
  });

  it("takes an answer that confirms the deed for a change, whatever the verb", () => {
    expect(effectOf(tool("reseat", "pump-7 reseated"))).toBe("changes");
    expect(effectOf(tool("tidy_bay", "bay tidied up"))).toBe("changes");
    expect(effectOf(bash("hctl frobnicate blue", "frobnicated blue"))).toBe("changes");
    expect(effectOf(tool("reseat", "pump-7 is in bay 9"))).toBe("unknown");
  });

  it("takes a participle before the thing that was named for a deed, and before a place for none", () => {
    expect(effectOf(bash("pagectl owner payments-core", "paged payments-core"))).toBe("changes");
    expect(effectOf(tool("pager", "sent"))).toBe("changes");
    expect(effectOf(tool("pager", "located in bay-9"))).toBe("unknown");
  });

  it("reads the action that an argument chooses, and statements that write", () => {
    expect(effectOf(tool("fleet", "", { action: "restart", node: "n1" }))).toBe("changes");
    expect(effectOf(tool("fleet", "", { action: "list", node: "n1" }))).toBe("looks_up");
    expect(effectOf(tool("query", "", { sql: "SELECT 1" }))).toBe("looks_up");
    expect(effectOf(tool("query", "", { sql: "delete from users where id = 3" }))).toBe("changes");
  });
});
