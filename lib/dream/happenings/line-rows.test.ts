import { describe, expect, it } from "vitest";
import { readRows } from "./line-rows";

const seenAtMs = Date.UTC(2026, 2, 2, 9);
const rows = (text: string) =>
  readRows(text, seenAtMs).map(({ fields, words }) => ({
    ...Object.fromEntries(fields.map(({ key, value }) => [key, value])),
    ...(words.length > 0 ? { words: words.join(" ") } : {}),
  }));

describe("readRows", () => {
  it("reads records of JSON, with what they stand in, under lists, names and envelopes", () => {
    expect(rows('{"alert":"X","at":"2026-03-02T02:10:33Z","labels":{"service":"pay"}}')).toEqual([
      { alert: "X", at: "2026-03-02T02:10:33Z", "labels.service": "pay" },
    ]);
    expect(rows('{"service":"pay","events":[{"t":1772417433,"what":"X"},{"t":1772418433,"what":"Y"}]}')).toEqual([
      { t: 1772417433, what: "X", service: "pay" },
      { t: 1772418433, what: "Y", service: "pay" },
    ]);
    expect(
      rows('{"X":["2026-03-02T02:10:33Z"],"Y":["2026-03-02T03:10:33Z"]}').map((row) => Object.values(row)),
    ).toEqual([
      ["2026-03-02T02:10:33Z", "X"],
      ["2026-03-02T03:10:33Z", "Y"],
    ]);
    expect(rows('{"a":{"at":"2026-03-02T02:10:33Z","kind":"X"},"b":{"at":"2026-03-02T03:10:33Z","kind":"Y"}}')).toEqual(
      [
        { at: "2026-03-02T02:10:33Z", kind: "X", "#name": "a" },
        { at: "2026-03-02T03:10:33Z", kind: "Y", "#name": "b" },
      ],
    );
  });

  it("reads JSON after a line of introduction, in a fence, and a record a line", () => {
    const record = '{"kind":"X","at":"2026-03-02T02:10:33Z"}';
    const expected = { kind: "X", at: "2026-03-02T02:10:33Z" };
    expect(rows(`Found 1:\n[${record}]\n`)).toEqual([expected]);
    expect(rows(`\`\`\`json\n${record}\n\`\`\``)).toEqual([expected]);
    expect(rows(`${record}\n${record}\n`)).toEqual([expected, expected]);
  });

  it("reads pairs, with the words that stand before them", () => {
    expect(rows('ts=2026-03-02T02:10:33Z event=X host="a b"')).toEqual([
      { ts: "2026-03-02T02:10:33Z", event: "X", host: "a b" },
    ]);
    expect(rows("2026-03-02 02:10:33 WARN [core] X service=pay value=9")).toEqual([
      { time: "2026-03-02 02:10:33", service: "pay", value: "9", words: "WARN [core] X" },
    ]);
  });

  it("reads tables with and without a header, of bars, commas, tabs and spaces", () => {
    const expected = { when: "2026-03-02 02:10", what: "X", where: "pay" };
    expect(rows("| when | what | where |\n|---|---|---|\n| 2026-03-02 02:10 | X | pay |")).toEqual([expected]);
    expect(rows("when,what,where\n2026-03-02 02:10,X,pay\n")).toEqual([expected]);
    expect(rows("when\twhat\twhere\n2026-03-02 02:10\tX\tpay")).toEqual([expected]);
    expect(rows("when              what  where\n2026-03-02 02:10  X     pay")).toEqual([expected]);
    expect(rows("2026-03-02T02:10:00Z | X | pay")).toEqual([{ "#0": "2026-03-02T02:10:00Z", "#1": "X", "#2": "pay" }]);
  });

  it("reads blocks of named lines", () => {
    expect(rows("alert: X\nstarted: 2026-03-02T02:10:33Z\n\nalert: Y\nstarted: 2026-03-02T03:10:33Z\n")).toMatchObject([
      { alert: "X", started: "2026-03-02T02:10:33Z" },
      { alert: "Y", started: "2026-03-02T03:10:33Z" },
    ]);
  });

  it("finds nothing in text without times, in broken JSON and in endless lines", () => {
    for (const text of [
      "",
      "all is well",
      '{"a": 1}',
      `{"at":"2026-03-02T02:10:33Z"${",".repeat(10)}`,
      "x".repeat(100_000),
    ])
      expect(rows(text).length, text.slice(0, 40)).toBeLessThanOrEqual(1);
    expect(rows("a: b\nc: d")).toEqual([]);
  });
});
