import { describe, expect, it } from "vitest";
import { resolveMemoryPath } from "./resolve-memory-path";

describe("resolveMemoryPath", () => {
  it.each([
    ["disk.md", "/alerts/disk.md"],
    ["./disk.md", "/alerts/disk.md"],
    ["../runbooks/disk.md#L3", "/runbooks/disk.md"],
    ["/INDEX.md?x=1", "/INDEX.md"],
    ["deep/er.md", "/alerts/deep/er.md"],
    ["with%20space.md", "/alerts/with space.md"],
  ])("reads %s from /alerts/a.md as %s", (href, path) => {
    expect(resolveMemoryPath("/alerts/a.md", href)).toBe(path);
  });

  it.each(["../../out.md", "..", "folder/", "", "#only", "%E0%A4%A"])("has no memory for %j", (href) => {
    expect(resolveMemoryPath("/alerts/a.md", href)).toBeNull();
  });
});
