import { describe, expect, it } from "vitest";
import type { EngineSession } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { bash, buildInput, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "../engine/testing-checks";

const look: Step = bash("ls types/", "ls: cannot access 'types/': No such file or directory", true);

async function dream(sessions: EngineSession[], memories = [buildMemory("/notes.md", "# Notes\n")]) {
  const input = buildInput({ sessions, memories });
  const output = await runEngine(input);
  expectSound(input, output);
  return { input, output };
}

describe("detectDeadReferences", () => {
  it("says not to look for what two agents looked for in vain", async () => {
    const { input, output } = await dream([buildSession("a", [look, look]), buildSession("b", [look], { day: 3 })]);
    expect(ofKind(output, "dead_reference")).toMatchObject([
      {
        subject: { tool: "Bash", reference: "types" },
        state: "proposed",
        support: { occurrences: 3, sessions: 2, days: 2 },
      },
    ]);
    expect(addedLines(output)).toContain(
      "- Bash: `types` does not exist; do not look for it (seen 2 sessions, 2 agents, last 2026-03-03)",
    );
    expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  });

  it("counts all ways to say it as one, and takes no person in a directory for a file", async () => {
    const ask = (result: string): Step => ({
      tool: "find_contact",
      input: { name: "r.lindqvist" },
      result,
      failed: true,
    });
    const { output } = await dream([
      buildSession("a", [ask("no contact called r.lindqvist")]),
      buildSession("b", [ask("nobody named r.lindqvist in the directory")], { day: 3 }),
    ]);
    expect(ofKind(output, "dead_reference")).toMatchObject([{ state: "proposed", support: { sessions: 2 } }]);
  });

  it("only watches what one session looked for", async () => {
    const { output } = await dream([buildSession("a", [look, look, look])]);
    expect(ofKind(output, "dead_reference")).toMatchObject([{ state: "watch" }]);
  });

  it("drops a path that was made or found later", async () => {
    const made: Step = { tool: "Write", input: { file_path: "types", content: "x" }, result: "File created" };
    const { output } = await dream([
      buildSession("a", [look]),
      buildSession("b", [look], { day: 3 }),
      buildSession("c", [made], { day: 4 }),
    ]);
    expect(ofKind(output, "dead_reference")).toMatchObject([{ state: "suppressed" }]);
  });

  it("leaves to the correction what found a replacement", async () => {
    const steps = [
      bash("gh pr diff 12 --stat", "unknown flag: --stat", true),
      bash("gh pr diff 12 --name-only", "a.ts"),
    ];
    const { output } = await dream([buildSession("a", steps), buildSession("b", steps)]);
    expect(ofKind(output, "dead_reference")).toEqual([]);
    expect(ofKind(output, "correction")).toMatchObject([{ subject: { wrong: "--stat", right: "--name-only" } }]);
  });

  it("takes no failed match of an edit, no hash and no temporary file for a dead reference", async () => {
    const steps: Step[] = [
      {
        tool: "Edit",
        input: { file_path: "/r/p/a.ts" },
        result: "String to replace not found in file /r/p/a.ts",
        failed: true,
      },
      bash("git show deadbeefcafe", "fatal: no such object deadbeefcafe", true),
      bash("cat /tmp/out.txt", "cat: /tmp/out.txt: No such file or directory", true),
      bash("grep -r foo src", "", true),
    ];
    const { output } = await dream([buildSession("a", steps), buildSession("b", steps), buildSession("c", steps)]);
    expect(ofKind(output, "dead_reference")).toEqual([]);
  });

  it("learns nothing from reading the memory itself", async () => {
    const steps = [
      bash("cat /mnt/memory/team-notes/old.md", "cat: /mnt/memory/team-notes/old.md: No such file or directory", true),
    ];
    const { output } = await dream([buildSession("a", steps), buildSession("b", steps)]);
    expect(output.insights.filter(({ detector }) => detector === "D3")).toEqual([]);
  });
});
