import { describe, expect, it } from "vitest";
import { isGuardedPath } from "./guarded-paths";

describe("isGuardedPath", () => {
  it.each([
    "/AGENTS.md",
    "/team/claude.md",
    "/.cursor/rules.md",
    "/notes/.env",
    "/policies/oncall.md",
    "/security.md",
    "/notes/api-keys.md",
    "/db/passwords.txt",
    "/runbooks/restart.sh",
    "/config/service.yaml",
  ])("guards %s everywhere", (path) => expect(isGuardedPath(path, [])).toBe(true));

  it.each(["/alerts/disk.md", "/INDEX.md", "/agents-we-know.md", "/notes/rulesets-explained.md", "/keyboard.md"])(
    "leaves %s to the schedule",
    (path) => expect(isGuardedPath(path, [])).toBe(false),
  );

  it("guards the schedule's own paths and what lies below them, by whole segments", () => {
    for (const own of ["/runbooks/", "/runbooks"]) {
      expect(isGuardedPath("/runbooks/disk.md", [own])).toBe(true);
      expect(isGuardedPath("/runbooks-archive/disk.md", [own])).toBe(false);
    }
    expect(isGuardedPath("/owners.md", ["/owners.md"])).toBe(true);
  });
});
