import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyHunks } from "@/lib/text/apply-hunks";
import { buildWorld } from "../engine/build-world";
import type { EngineMemory } from "../engine/engine-input";
import type { EngineOutput } from "../engine/engine-output";
import { runEngine } from "../engine/run-engine";
import { buildInput, buildMemory } from "../engine/testing-builders";
import { applyAll, expectSound, ofKind } from "../engine/testing-checks";
import { detectOversized } from "./detect-oversized";

const topics: Record<string, string> = {
  Billing: "invoice ledger refund currency tax dunning receipt payment charge balance quarter statement",
  Search: "index shard query ranking synonym crawler analyzer relevance facet snippet tokenizer replica",
  Mail: "smtp bounce template newsletter inbox spam signature sender campaign unsubscribe relay header",
  Media: "video codec thumbnail bitrate transcode subtitle playlist stream poster frame audio encoder",
};

/** Notes that no other repeats: words of the topic in changing order, with a number of their own. */
function notesOn(words: string, count: number, from: number): string {
  const all = words.split(" ");
  const word = (at: number) => all[at % all.length];
  return Array.from(
    { length: count },
    (_, at) =>
      `- ${word(at * 7)} ${word(at * 5 + 3)} needs the ${word(at * 3 + 1)} before ${word(at * 13 + 5)} ${from + at}`,
  ).join("\n");
}

const section = (title: string, words: string, from: number, count = 55) =>
  `## ${title}\n\n${notesOn(words, count, from)}\n`;
const manyTopics = (count = 55) =>
  `# Learnings\n\nAll that we learned.\n\n${Object.entries(topics)
    .map(([title, words], at) => section(title, words, 100 * (at + 1), count))
    .join("\n")}`;

async function dream(...memories: EngineMemory[]) {
  const input = buildInput({ memories });
  const output = await runEngine(input);
  expectSound(input, output);
  const after = applyAll(input, output);
  expect((await runEngine(after)).changes).toEqual([]);
  return { input, output, after };
}

/** What most tests look at: one long file of four topics. */
let ofTopics: ReturnType<typeof dream> | null = null;
const dreamOfTopics = () => {
  ofTopics ??= dream(buildMemory("/learnings.md", manyTopics()));
  return ofTopics;
};

async function splitsOf(path: string, content: string) {
  const world = await buildWorld(buildInput({ memories: [buildMemory(path, content)] }), async () => {});
  return detectOversized(world, world);
}

const spoken = (memories: readonly EngineMemory[]) =>
  memories
    .flatMap(({ content }) => content.split("\n").map((line) => line.trim()))
    .filter((line) => line !== "")
    .sort();
const isStructure = (output: EngineOutput) => ofKind(output, "structure").map(({ state }) => state);

describe("detectOversized", { timeout: 60_000 }, () => {
  it("cuts a long file of several topics at its headings and loses no line", async () => {
    const { input, output, after } = await dreamOfTopics();
    expect(isStructure(output)).toEqual(["proposed"]);
    const files = after.memories.filter(({ path }) => path !== "/INDEX.md");
    expect(files.map(({ path }) => path).sort()).toEqual([
      "/learnings-billing.md",
      "/learnings-mail.md",
      "/learnings-media.md",
      "/learnings-search.md",
      "/learnings.md",
    ]);
    const isPointer = (line: string) => line.includes(" → ");
    expect(spoken(files).filter((line) => !isPointer(line))).toEqual(spoken(input.memories));
    expect(after.memories.find(({ path }) => path === "/learnings.md")?.content).toContain(
      "- Mail → learnings-mail.md\n",
    );
  });

  it("tells the index where the parts went, each entry with the part it is for", async () => {
    const index = buildMemory("/INDEX.md", "# Index\n\n- [Learnings](learnings.md)\n- [A](a.md)\n");
    const { after } = await dream(
      buildMemory("/learnings.md", manyTopics()),
      buildMemory("/a.md", "# A\n\nx\n"),
      index,
    );
    expect(after.memories.find(({ path }) => path === "/INDEX.md")?.content).toContain("](learnings-mail.md)");
  });

  it("sees things that share a pattern of words as several topics", async () => {
    const names = ["checkout", "search", "mailer", "media"];
    const lines = (name: string) =>
      Array.from({ length: 55 }, (_, at) => `- step ${at}: restart the ${name} worker ${at} and check its queue`);
    const content = names.map((name) => `## ${name}\n\n${lines(name).join("\n")}\n`).join("\n");
    expect((await splitsOf("/notes.md", content)).map(({ finding }) => finding.state)).toEqual(["proposed"]);
  });

  it.each([
    [
      "about one thing",
      ["Basics", "In depth", "Pitfalls", "Checklist"]
        .map((title, at) => section(title, topics.Search ?? "", at * 100))
        .join("\n"),
    ],
    [
      "whose sections all name one thing",
      Object.entries(topics)
        .map(([title, words], at) => section(title, words, at * 100).replace("needs", "of `ledger-db` needs"))
        .join("\n"),
    ],
    ["that is not long", manyTopics(20)],
    ["of two topics", section("Mail", topics.Mail ?? "", 100, 120) + section("Media", topics.Media ?? "", 300, 120)],
    ["whose links are defined at its end", `${manyTopics()}\n[x]: a.md\n`],
    ["that is frozen", `---\ndream: frozen\n---\n${manyTopics()}`],
  ])("leaves a file alone %s", async (_, content) => {
    expect(await splitsOf("/learnings.md", content)).toEqual([]);
  });

  it("takes other edits of a section into its move, and lets both be decided as one", async () => {
    const copy = "- the invoice ledger must be closed by 18:00 before any refund is booked";
    const content = manyTopics().replace("## Billing\n", `## Billing\n\n${copy}\n${copy}.\n`);
    const { output, after } = await dream(buildMemory("/learnings.md", content));
    const identities = ofKind(output, "duplicate").map(({ identity }) => identity);
    expect(identities).toHaveLength(1);
    const parts = after.memories.filter(({ path }) => path.startsWith("/learnings"));
    expect(
      parts
        .map(({ content: text }) => text)
        .join("\n")
        .split("the invoice ledger must be closed"),
    ).toHaveLength(2);
    const moving = output.changes.flatMap(({ hunks }) =>
      hunks.filter((hunk) => hunk.insight_keys.includes(identities[0] ?? "")),
    );
    expect(moving.every(({ depends_on }) => depends_on.length > 0)).toBe(true);
  });

  it("keeps every line whatever of it is approved", async () => {
    const { input, output } = await dreamOfTopics();
    const hunks = new Map(output.changes.flatMap((change) => change.hunks.map((hunk) => [hunk.key, hunk])));
    fc.assert(
      fc.property(fc.subarray([...hunks.keys()]), (picks) => {
        const chosen = new Set<string>();
        const choose = (key: string) => {
          if (chosen.has(key)) return;
          chosen.add(key);
          hunks.get(key)?.depends_on.forEach(choose);
        };
        picks.forEach(choose);
        const texts = output.changes.map((change) => {
          const base = input.memories.find(({ path }) => path === change.path)?.content ?? "";
          return applyHunks(
            base,
            change.hunks.map(({ key, ...hunk }) => ({ ...hunk, id: key })),
            chosen,
          );
        });
        const left = new Set(texts.flatMap((text) => text.split("\n")));
        for (const line of spoken(input.memories)) expect(left.has(line)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
