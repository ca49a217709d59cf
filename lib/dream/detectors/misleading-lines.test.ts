import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { buildInput, buildMemory } from "../engine/testing-builders";
import { misleadingLines, nounsBefore } from "./misleading-lines";

async function mended(
  content: string,
  wrong: { text: string; isPath: boolean; slots: string[]; nouns: string[] } = {
    text: "payments",
    isPath: false,
    slots: ["kubectl -n"],
    nouns: nounsBefore(['namespaces "payments" not found'], "payments"),
  },
  right = "pay-prod",
) {
  const memories = [buildMemory("/a.md", content)];
  const world = await buildWorld(buildInput({ memories }), async () => {});
  return misleadingLines(world, wrong, right, "sevt_1").map(({ line, edit }) => {
    const text = content.split("\n")[line - 1] ?? "";
    expect(text.startsWith(edit.expected, edit.column)).toBe(true);
    return [line, text.slice(0, edit.column) + edit.text + text.slice(edit.column + edit.expected.length)];
  });
}

const path = { text: "docs/setup.md", isPath: true, slots: ["cat"], nouns: [] };

describe("misleadingLines", () => {
  it.each([
    ["a code span", "Run `kubectl get pods -n payments`.", "Run `kubectl get pods -n pay-prod`."],
    ["the flag with an equals sign", "Run `kubectl logs -n=payments x`.", "Run `kubectl logs -n=pay-prod x`."],
    ["a quoted argument", "Run `kubectl get pods -n 'payments'`", "Run `kubectl get pods -n 'pay-prod'`"],
    [
      "the second command of a line",
      "Run `cd x && kubectl get pods -n payments`",
      "Run `cd x && kubectl get pods -n pay-prod`",
    ],
    [
      "the last of two spans",
      "First `ls x`, then `kubectl get pods -n payments`",
      "First `ls x`, then `kubectl get pods -n pay-prod`",
    ],
  ])("mends %s", async (_, line, expected) => {
    expect(await mended(`# K\n\n${line}\n`)).toEqual([[3, expected]]);
  });

  it.each([
    ["- namespace: `payments`", "- namespace: `pay-prod`"],
    ["**Namespace**: payments", "**Namespace**: pay-prod"],
    ["namespace = payments", "namespace = pay-prod"],
  ])("mends the value of what errors call it: %s", async (line, expected) => {
    expect(await mended(`# K\n\n${line}\n`)).toEqual([[3, expected]]);
  });

  it.each([
    "- team: payments",
    "- namespace: payments and others",
    "The namespace payments",
    "- old namespace: payments",
  ])("leaves %s alone", async (line) => {
    expect(await mended(`# K\n\n${line}\n`)).toEqual([]);
  });

  it("mends a line in a fenced block, and not the fence", async () => {
    expect(await mended("```sh payments\nkubectl get pods -n payments\n```\n")).toEqual([
      [2, "kubectl get pods -n pay-prod"],
    ]);
  });

  it.each([
    ["prose", "The payments team runs it."],
    ["the word in another place", "Run `kubectl get payments -n x`."],
    ["another program's flag", "Run `helm list -n payments`."],
    ["a longer word", "Run `kubectl get pods -n payments-old`."],
    ["a line that says so already", "Not `kubectl get pods -n payments`, that is gone."],
    ["history", "It was `kubectl get pods -n payments`."],
    ["a line with both words", "`kubectl -n payments get x` → `kubectl -n pay-prod get x`"],
  ])("leaves %s alone", async (_, line) => {
    expect(await mended(`# K\n\n${line}\n`)).toEqual([]);
  });

  it("mends a path that stands alone in code or is given to a command", async () => {
    expect(await mended("See `docs/setup.md`.\nRun `cat docs/setup.md`.\n", path, "docs/guide/setup.md")).toEqual([
      [1, "See `docs/guide/setup.md`."],
      [2, "Run `cat docs/guide/setup.md`."],
    ]);
    expect(await mended("Open docs/setup.md first.\n", path, "docs/guide/setup.md")).toEqual([]);
  });
});
