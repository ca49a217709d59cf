import { describe, expect, it } from "vitest";
import { safeHref } from "./safe-href";

describe("safeHref", () => {
  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://example.com/1",
    "https://good.example@evil.example/",
    "https://[broken",
    "",
  ])("drops %j", (href) => {
    expect(safeHref(href)).toEqual({ kind: "dropped" });
  });

  it("drops a link without an address", () => {
    expect(safeHref(undefined)).toEqual({ kind: "dropped" });
  });

  it.each([
    ["https://example.com/a", "example.com"],
    ["//example.com/a", "example.com"],
    ["\\\\example.com\\a", "example.com"],
    ["mailto:ada@example.com", "ada@example.com"],
  ])("sees that %j leaves this server", (href, host) => {
    expect(safeHref(href)).toMatchObject({ kind: "external", host });
  });

  it.each(["../runbooks/disk.md", "/alerts/a.md", "a.md#L3", "note with spaces.md"])(
    "takes %j for another memory",
    (href) => {
      expect(safeHref(href)).toEqual({ kind: "internal", path: href });
    },
  );

  it("keeps fragments on the page", () => {
    expect(safeHref("#setup")).toEqual({ kind: "fragment", href: "#setup" });
  });
});
