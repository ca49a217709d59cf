import { describe, expect, it } from "vitest";
import { callTokens, guessRootPath, looksLikePath, relativeTo } from "./call-token";

const words = (input: unknown, root: string | null = null) =>
  callTokens(input, root).map(({ text, slot }) => [text, slot]);

describe("callTokens", () => {
  it("knows for each word of a command line the program and the flag before it", () => {
    expect(words({ command: "cd /r && kubectl get pods -n 'payments' --tail=20" })).toEqual([
      ["cd", "program"],
      ["/r", "cd"],
      ["kubectl", "program"],
      ["get", "kubectl"],
      ["pods", "kubectl"],
      ["-n", "kubectl"],
      ["payments", "kubectl -n"],
      ["--tail", "kubectl"],
      ["20", "kubectl --tail"],
    ]);
  });

  it("takes a path argument as one word and leaves file bodies out", () => {
    expect(words({ file_path: "/home/u/p/my file.ts", content: "long body" }, "/home/u/p")).toEqual([
      ["my file.ts", "path"],
    ]);
  });

  it("takes expressions apart, and leaves paths with brackets whole", () => {
    const texts = (command: string) => callTokens({ q: command }, null).map(({ text }) => text);
    expect(texts("sum by (pod) (rate(pool_used[5m]))")).toEqual(["sum", "by", "(pod)", "rate", "pool_used", "5m"]);
    expect(texts("max(lag{queue='mail'})")).toEqual(["max", "lag", "queue=", "mail"]);
    expect(texts("cat app/[slug]/page.tsx f(")).toEqual(["cat", "app/[slug]/page.tsx", "f"]);
  });

  it("names plain arguments by their keys, sorted", () => {
    expect(words({ b: "two", a: { c: 1 } })).toEqual([
      ["1", "a.c"],
      ["two", "b"],
    ]);
  });
});

describe("guessRootPath", () => {
  it("finds the folder that all files of a session share, and none for few or system files", () => {
    const paths = (...files: string[]) =>
      guessRootPath(
        files.map((file_path) => ({ file_path })),
        undefined,
      );
    expect(paths("/home/u/p/src/a.ts", "/home/u/p/lib/b.ts", "/home/u/p/c/d.ts")).toBe("/home/u/p");
    expect(paths("/home/u/p/src/a.ts", "/home/u/p/lib/b.ts")).toBeNull();
    expect(paths("/usr/lib/a/x", "/usr/lib/b/x", "/etc/c/d/x")).toBeNull();
    expect(guessRootPath([], "/work/repo/")).toBe("/work/repo");
  });

  it("makes paths relative to it", () => {
    expect(relativeTo("/r/a/b.ts", "/r/a")).toBe("b.ts");
    expect(relativeTo("/r/ab/b.ts", "/r/a")).toBe("/r/ab/b.ts");
    expect(relativeTo("./types/", null)).toBe("types");
    expect(relativeTo("/", null)).toBe("/");
  });
});

describe("looksLikePath", () => {
  it.each([
    ["src/a/b", true],
    ["a.ts", true],
    ["./run", true],
    [".golangci.yml", true],
    ["svc/payments", false],
    ["db.internal", false],
    ["https://a.example/x", false],
    ["--file", false],
    ["*.ts", false],
  ])("%s → %s", (text, expected) => {
    expect(looksLikePath(text)).toBe(expected);
  });
});
