import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCodePoint } from "@/lib/text/testing-code-points";
import { buildWorld } from "./build-world";
import type { LessonEdit } from "./edit";
import type { Finding } from "./finding";
import { placeLessons } from "./place-lessons";
import { memorySupport } from "./support";
import { buildInput, buildMemory } from "./testing-builders";
import { hostileWorld } from "./testing-hostile-worlds";

const finding: Finding = {
  detector: "D0",
  kind: "lesson",
  subject: { statement: "" },
  identity: "x",
  tier: "recurrent",
  claim: "",
  conditions: [],
  support: memorySupport(0),
  evidence: [],
  state: "proposed",
  droppedReason: null,
  edits: [],
};

const lesson = (topics: string[], line = "- learnt", tool = "Bash"): LessonEdit => ({
  op: "lesson",
  tool,
  topics,
  line,
});

async function place(files: Record<string, string>, edits: LessonEdit[], indexes: string[] = []) {
  const memories = Object.entries(files).map(([path, content]) => buildMemory(path, content));
  const world = await buildWorld(buildInput({ memories }), async () => {});
  return placeLessons(
    edits.map((edit) => ({ edit, finding })),
    world,
    new Set(indexes),
  ).map(({ edit }) => edit);
}

const pathOf = async (files: Record<string, string>, topics: string[], indexes: string[] = []) =>
  (await place(files, [lesson(topics)], indexes))[0]?.path;

describe("placeLessons", () => {
  it("prefers the file of that name, then one with such a heading, then one that speaks of it", async () => {
    const speaks = { "/c.md": "# C\n\nuses kubectl daily\n" };
    const titled = { "/b.md": "# Work with kubectl\n" };
    const named = { "/tools/kubectl.md": "# Tool\n" };
    expect(await pathOf({ ...speaks, ...titled, ...named }, ["kubectl"])).toBe("/tools/kubectl.md");
    expect(await pathOf({ ...speaks, ...titled }, ["kubectl"])).toBe("/b.md");
    expect(await pathOf(speaks, ["kubectl"])).toBe("/c.md");
  });

  it("takes no file that is only near the topic, and none that has the word inside another", async () => {
    expect(await pathOf({ "/a.md": "# A\n\nkubectl is fine\n" }, ["pay", "pay-prod", "kubectl"])).toBe(
      "/lessons/bash.md",
    );
    expect(await pathOf({ "/a.md": "# A\n\nkubectl-extra and mykubectl\n" }, ["kubectl"])).toBe("/lessons/bash.md");
  });

  it.each([
    ["a frozen file", "/kubectl.md", "---\ndream: frozen\n---\n# kubectl\n"],
    ["a file of data", "/kubectl.json", "{}\n"],
    ["an empty file", "/kubectl.md", ""],
    ["the record of an incident", "/kubectl.md", "---\nstatus: open\n---\n# kubectl\n"],
    ["the file of one incident", "/incidents/INC-12/kubectl.md", "# kubectl\n"],
    ["the log of a day", "/log/2026-03-02-kubectl.md", "# kubectl\n"],
  ])("leaves %s as it is", async (_, path, content) => {
    expect(await pathOf({ [path]: content }, ["kubectl"])).toMatch(/^\/lessons\/bash\.md$/);
  });

  it("leaves an index as it is", async () => {
    expect(await pathOf({ "/kubectl.md": "# kubectl\n" }, ["kubectl"], ["/kubectl.md"])).toBe("/lessons/bash.md");
  });

  it.each([
    ["at the end of a list", "# K\n\n- one\n", 3, ["- learnt"]],
    ["after a paragraph with a blank line", "# K\n\ntext\n", 3, ["", "- learnt"]],
    ["before blank lines at the end", "# K\n\n- one\n\n\n", 3, ["- learnt"]],
    ["not as a step of a procedure", "# K\n\n1. one\n2. two\n", 4, ["", "- learnt"]],
    ["in the section for lessons", "# K\n\n## Gotchas\n\n- one\n\n## Links\n\n- two\n", 5, ["- learnt"]],
    [
      "in the section of the topic before that for lessons",
      "# K\n\n## Tips\n\n- one\n\n## kubectl\n\n- two\n",
      9,
      ["- learnt"],
    ],
    [
      "in the last of two sections of one name",
      "# K\n\n## Notes\n\n- one\n\n## Notes\n\n- two\n\n# Z\n",
      9,
      ["- learnt"],
    ],
    ["right below the heading of an empty section", "# K\n\n## Lessons\n\n## Links\n", 3, ["", "- learnt"]],
    ["below front matter", "---\nowner: x\n---\n", 3, ["", "- learnt"]],
  ])("puts a lesson %s", async (_, content, afterLine, lines) => {
    expect(await place({ "/kubectl.md": content }, [lesson(["kubectl"])])).toEqual([
      { op: "insert", path: "/kubectl.md", afterLine, lines },
    ]);
  });

  it("starts a list once when several lessons come to one place, in the order of their text", async () => {
    const edits = await place({ "/kubectl.md": "# K\n\ntext\n" }, [
      lesson(["kubectl"], "- b"),
      lesson(["kubectl"], "- a"),
    ]);
    expect(edits.map((edit) => (edit.op === "insert" ? edit.lines : []))).toEqual([["", "- a"], ["- b"]]);
  });

  it.each([
    ["Bash", {}, "/lessons/bash.md"],
    ["mcp__git hub/List Issues!", {}, "/lessons/mcp__git-hub-list-issues.md"],
    ["../../etc/passwd", {}, "/lessons/etc-passwd.md"],
    ["***", {}, "/lessons/tools.md"],
    ["日本", {}, "/lessons/tools.md"],
    ["Bash", { "/lessons": "a file\n" }, "/lessons-learnt/bash.md"],
    ["Bash", { "/lessons": "x\n", "/lessons-learnt": "x\n" }, "/bash-lessons.md"],
    ["Bash", { "/lessons/bash.md/x.md": "x\n" }, "/lessons-learnt/bash.md"],
    ["x".repeat(300), {}, `/lessons/${"x".repeat(60)}.md`],
  ])("makes a file of its own for %s where none fits and the path is free", async (tool, files, path) => {
    expect(await place(files, [lesson([], "- learnt", tool)])).toEqual([
      { op: "create", path, title: `# Lessons: ${tool}`, block: ["- learnt"] },
    ]);
  });

  it("makes no path that the store would refuse, whatever the tool is called", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCodePoint, maxLength: 80 }), async (tool) => {
        const [edit] = await place({}, [lesson([], "- learnt", tool)]);
        expect(edit?.path).toMatch(/^\/lessons\/[a-z0-9_][a-z0-9._-]{0,59}\.md$/);
        expect(edit?.path).not.toMatch(/\.\.|\/\./);
      }),
      { numRuns: 100 },
    );
  });

  it("never places into a locked file or beyond the end of one", async () => {
    const anyTopics = fc.array(fc.constantFrom("payments-api", "a", "Notes", "owner", "search", "日本"), {
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(hostileWorld, anyTopics, async (input, topics) => {
        const world = await buildWorld(input, async () => {});
        const [placed] = placeLessons([{ edit: lesson(topics), finding }], world, new Set());
        const document = world.documents.find(({ path }) => path === placed?.edit.path);
        if (placed?.edit.op !== "insert") return;
        expect(document?.isLocked).toBe(false);
        expect(placed.edit.afterLine).toBeLessThanOrEqual(document?.lines.length ?? -1);
      }),
      { numRuns: 20 },
    );
  });
});
