import { describe, expect, it } from "vitest";
import type { EngineMemory } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { buildInput, buildMemory, buildSession } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind, removedLines } from "../engine/testing-checks";

/** A Tuesday. */
const writtenAt = "2026-03-03T10:00:00.000Z";
const written = { created_at: writtenAt, updated_at: writtenAt };
const note = (content: string, over: Partial<EngineMemory> = {}, path = "/notes.md") =>
  buildMemory(path, content, { ...written, ...over });

async function dream(...memories: EngineMemory[]) {
  const input = buildInput({ memories, sessions: [buildSession("s", [{ user: "hi" }], { day: 4 })] });
  const output = await runEngine(input);
  expectSound(input, output);
  expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  return output;
}

const text = "the cert of `feed-v2` was renewed yesterday";
const dated = async (...memories: EngineMemory[]) => addedLines(await dream(...memories));

describe("detectRelativeDates", () => {
  it("puts the day behind the words, with the line that it rests on, and takes nothing away", async () => {
    const output = await dream(note(`# Notes\n\n- ${text}\n- deploys are frozen until next Friday\n`));
    expect(addedLines(output)).toEqual([
      `- ${text} (2026-03-02)`,
      "- deploys are frozen until next Friday (2026-03-13)",
    ]);
    expect(removedLines(output)).toHaveLength(2);
    expect(ofKind(output, "staleness")).toMatchObject([
      {
        state: "proposed",
        tier: "exact",
        subject: { path: "/notes.md", line: 3, closed_by: null },
        claim: '/notes.md line 3 says "yesterday" and was written on 2026-03-03: that is 2026-03-02.',
        evidence: [{ source: "memory", lines: [3, 3] }],
      },
      { state: "proposed", subject: { line: 4 } },
    ]);
    expect(output.changes).toMatchObject([{ risk: "low", risk_reasons: [] }]);
  });

  it("counts each line from the version that brought it in, or from when its writer said that it was true", async () => {
    const lines = `# Notes\n\n- ${text}\n- the feed was rebuilt yesterday\n`;
    const blamed = { line_written_at: [writtenAt, writtenAt, "2026-02-10T10:00:00Z", writtenAt] };
    expect(await dated(note(lines, blamed))).toEqual([
      `- ${text} (2026-02-09)`,
      "- the feed was rebuilt yesterday (2026-03-02)",
    ]);
    expect(await dated(note(`- ${text}\n`, { as_of: "2026-01-10T00:00:00Z" }))).toEqual([`- ${text} (2026-01-09)`]);
  });

  it.each([
    ["a line whose version is not known", note(`- ${text}\n`, { line_written_at: [null] })],
    ["a file of many versions without blame", note(`- ${text}\n`, { updated_at: "2026-03-09T10:00:00.000Z" })],
    ["a line that came from elsewhere", note(`- ${text}\n`, { carried_lines: [1] })],
    ["a frozen file", note(`---\ndream: frozen\n---\n- ${text}\n`)],
    ["front matter with a date", note(`---\nupdated: 2026-02-01\n---\n- ${text}\n`)],
    ["front matter", note("---\nsummary: the cert was renewed yesterday\n---\n# Notes\n")],
    ["a file that is named after a day", note(`- ${text}\n`, {}, "/journal/2026-02-20.md")],
    ["a heading with a date", note(`# Log\n\n## 2026-02-20\n\n- ${text}\n`)],
    ["a heading with a day of a month", note(`# Log\n\n## Feb 20\n\n- ${text}\n`)],
    ["a list item under a date", note(`- 2026-02-20\n  - ${text}\n`)],
    ["a heading", note(`# ${text}\n`)],
    ["a quotation", note(`> ${text}\n`)],
    ["a fence", note(`\`\`\`\n${text}\n\`\`\`\n`)],
    ["indented code", note(`Text.\n\n    ${text}\n`)],
    ["a table", note(`| a | b |\n| - | - |\n| ${text} | x |\n`)],
    ["a statement over two lines", note(`- Rows that\n  ${text}\n`)],
    ["a list that a colon opens", note(`The report holds:\n\n- uptime\n- ${text}\n`)],
    ["a list under an item with a colon", note(`- The report holds:\n  - ${text}\n`)],
    ["a file that is no note", note(`{"note": "${text}"}\n`, {}, "/a.json")],
    ["a secret", note(`- ${text}, key ${["AKIA", "QWERTYUIOPASDFGH"].join("")}\n`)],
  ])("changes nothing in %s", async (_, memory) => {
    expect(await dated(memory)).toEqual([]);
  });

  it("changes nothing for its age alone", async () => {
    const old = { created_at: "2020-01-01T00:00:00.000Z", updated_at: "2020-01-01T00:00:00.000Z" };
    expect(await dated(note("- the cert was renewed recently\n", old))).toEqual([]);
  });

  it("keeps the same words of two days as two happenings, and merges those of one day", async () => {
    const long = "the certificate of `feed-v2` was renewed by hand yesterday because the job failed";
    const lines = `# Notes\n\n- ${long}\n\nText between.\n\n- ${long}.\n`;
    const apart = { line_written_at: [0, 1, 2, 3, 4, 5, 6].map((at) => `2026-02-0${at < 4 ? 3 : 8}T10:00:00Z`) };
    const twice = await dream(note(lines, apart));
    expect(ofKind(twice, "duplicate")).toEqual([]);
    expect(addedLines(twice)).toEqual([
      `- ${long.replace("yesterday", "yesterday (2026-02-02)")}`,
      `- ${long.replace("yesterday", "yesterday (2026-02-07)")}.`,
    ]);
    const once = await dream(note(lines));
    expect(ofKind(once, "duplicate")).toMatchObject([{ state: "proposed" }]);
  });

  it("takes the day that it wrote for the end of what holds until then, whenever the line was written since", async () => {
    const later = { created_at: "2026-03-09T10:00:00.000Z", updated_at: "2026-03-09T10:00:00.000Z" };
    const input = buildInput({
      memories: [note("- deploys are frozen until next Friday (2026-03-13)\n", later)],
      sessions: [buildSession("s", [{ user: "hi" }], { day: 15 })],
    });
    const [found] = ofKind(await runEngine(input), "staleness");
    expect(found).toMatchObject({ state: "flagged" });
    expect(found?.claim).toContain("2026-03-13");
  });
});
