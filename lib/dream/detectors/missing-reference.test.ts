import { describe, expect, it } from "vitest";
import { normaliseSession } from "../engine/normalise-session";
import { recognisableLines } from "../engine/provenance";
import { bash, buildSession, type Step } from "../engine/testing-builders";
import { missingReference } from "./missing-reference";

function missingIn(step: Step): string | null {
  const [call] = normaliseSession(buildSession("a", [step]), 0, recognisableLines([])).calls;
  return call ? (missingReference(call)?.text ?? null) : null;
}

describe("missingReference", () => {
  it.each([
    ["kubectl get pods web", 'Error from server (NotFound): pods "web" not found', "web"],
    ["kubectl get namespace pay", "namespace pay not found", "pay"],
    ["gh pr diff 12 --stat", "unknown flag: --stat", "--stat"],
    ["svc describe service payments", "unknown service payments in region eu", "payments"],
    ["cat src/a.ts src/b.ts", "cat: src/b.ts: No such file or directory", "src/b.ts"],
    ["rg todo", "bash: rg: command not found", "rg"],
    ["tool show old-name", "E_UNRESOLVED: old-name has no entry for this tenant, did you mean new-name?", "old-name"],
    ["tool show old-name", "there is no 'old-name' here", "old-name"],
    ["tool show old-name", "Cannot resolve old-name", "old-name"],
    ["tool show old-name", "the catalog has nothing for «old-name»", "old-name"],
    ["dash open error-budget", "no dashboard by the name error-budget", "error-budget"],
    ["dir find r.lindqvist", "nobody named r.lindqvist in the directory", "r.lindqvist"],
    ["dir find r.lindqvist", "There is none that goes by r.lindqvist.", "r.lindqvist"],
  ])("%s / %s → %s", (command, result, expected) => {
    expect(missingIn(bash(command, result, true))).toBe(expected);
  });

  it.each([
    ["npm run lint", "lint: 14 problems in 3 files"],
    ["npm run lint", "Command failed: npm run lint"],
    ["deploy push main", "permission denied for 'main'"],
    ["deploy push main", "'main' is locked by another job"],
    ["cat /tmp/x.txt", "cat: /tmp/x.txt: No such file or directory"],
    ["git show 0123abcd", "fatal: bad object 0123abcd not found"],
    ["grep foo bar.txt", ""],
    ["svc scale web-front 3", "no capacity for web-front"],
    ["pay refund acct-a", "no balance left on acct-a"],
    ["svc drain web-front", "refusing to drain web-front: no replicas left"],
  ])("%s / %s → nothing", (command, result) => {
    expect(missingIn(bash(command, result, true))).toBeNull();
  });

  it("takes the one path of a tool that does not repeat it in its message", () => {
    const read = (result: string): Step => ({ tool: "Read", input: { file_path: "/r/p/a.yml" }, result, failed: true });
    expect(missingIn(read("File does not exist."))).toBe("/r/p/a.yml");
    expect(missingIn(read("String to replace not found in file."))).toBeNull();
  });
});
