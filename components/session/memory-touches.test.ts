import { describe, expect, it } from "vitest";
import { type Mount, mountPrefix, touchesOf } from "./memory-touches";

const mount = (storeId: string, mountPath: string): Mount => ({
  storeId,
  name: storeId,
  mountPath,
  access: "read_write",
});
const mounts = [mount("team", "/mnt/memory/team"), mount("sre", "/mnt/memory/team-sre")];
const touches = (name: string, input: unknown) =>
  touchesOf(name, input, mounts).map(({ storeId, path, mode }) => `${mode} ${storeId} ${path}`);

describe("touchesOf", () => {
  it.each([
    ["Read", { file_path: "/mnt/memory/team/a.md" }, ["read team /a.md"]],
    ["Read", { file_path: "/mnt/memory/team-sre/a.md" }, ["read sre /a.md"]],
    ["Write", { file_path: "/mnt/memory/team/a.md", content: "/mnt/memory/team/b.md" }, ["write team /a.md"]],
    ["memory", { command: "view", path: "/mnt/memory/team" }, ["read team /"]],
    ["memory", { command: "str_replace", path: "/mnt/memory/team/a.md" }, ["write team /a.md"]],
    ["Grep", { pattern: "x", path: "/mnt/memory/team/runbooks/" }, ["read team /runbooks"]],
    ["Read", { file_path: "/mnt/memory/teams/a.md" }, []],
    ["Read", { file_path: "/etc/passwd" }, []],
    ["Read", null, []],
  ])("%s %j", (name, input, expected) => {
    expect(touches(name, input)).toEqual(expected);
  });

  it.each([
    ["cat /mnt/memory/team/a.md | head", ["read team /a.md"]],
    ["echo note >> /mnt/memory/team/a.md", ["write team /a.md"]],
    ["cat /mnt/memory/team/a.md > /mnt/memory/team/b.md", ["read team /a.md", "write team /b.md"]],
    ["rm -f '/mnt/memory/team/a b.md'", ["write team /a b.md"]],
    ["sed -i s/x/y/ /mnt/memory/team-sre/a.md && ls /mnt/memory/team", ["write sre /a.md", "read team /"]],
    ["sed -n 1,5p /mnt/memory/team/a.md", ["read team /a.md"]],
    ["cp /mnt/memory/team/a.md /mnt/memory/team-sre/a.md", ["read team /a.md", "write sre /a.md"]],
    ["grep -r disk /tmp", []],
  ])("the shell line %s", (command, expected) => {
    expect(touches("Bash", { command })).toEqual(expected);
  });

  it("says a file once, as written when it was both read and written", () => {
    expect(touches("Bash", { command: "cat /mnt/memory/team/a.md; echo x > /mnt/memory/team/a.md" })).toEqual([
      "write team /a.md",
    ]);
  });

  it("finds nothing where nothing is mounted", () => {
    expect(touchesOf("Read", { file_path: "/mnt/memory/team/a.md" }, [])).toEqual([]);
  });
});

describe("mountPrefix", () => {
  it("is what all mount paths begin with", () => {
    expect(mountPrefix(mounts)).toBe("/mnt/memory/team");
    expect(mountPrefix([mount("a", "/mnt/memory/a"), mount("b", "/mnt/memory/b")])).toBe("/mnt/memory/");
    expect(mountPrefix([])).toBe("");
  });
});
