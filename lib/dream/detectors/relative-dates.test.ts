import { describe, expect, it } from "vitest";
import { relativeDate } from "./relative-dates";

/** A Tuesday, shortly before midnight. */
const tuesday = Date.UTC(2026, 2, 3, 23, 40);
const read = (line: string, atMs = tuesday) => {
  const found = relativeDate(line, atMs);
  if (found) expect(line.slice(found.column, found.column + found.words.length)).toBe(found.words);
  return found && [found.words, found.day];
};

describe("relativeDate", () => {
  it.each([
    ["- the cert was renewed yesterday", "yesterday", "2026-03-02"],
    ["- The feed has been moved to blue 3 days ago, so old links fail.", "3 days ago", "2026-02-28"],
    ["- Renewed the certificate of `feed-v2` two days ago.", "two days ago", "2026-03-01"],
    ["- ops rotated the key last Friday and told nobody", "last Friday", "2026-02-27"],
    ["- we took feed-v2 out of rotation today because it leaks", "today", "2026-03-03"],
    ["- Moved feed-v2 to blue yesterday", "yesterday", "2026-03-02"],
    ["- cert renewed yesterday", "yesterday", "2026-03-02"],
    ["- The feed of `search` moved to blue 3 days ago.", "3 days ago", "2026-02-28"],
    ["- deploy freeze until next Friday", "next Friday", "2026-03-13"],
    ["- [ ] do not deploy feed-v2 till tomorrow", "tomorrow", "2026-03-04"],
    ["- feed-v2 is off until tonight", "tonight", "2026-03-03"],
    ["- The certificate expires tomorrow.", "tomorrow", "2026-03-04"],
    ["Maintenance of feed-v2 is planned for next Monday.", "next Monday", "2026-03-09"],
    ["- Queries go to blue from tomorrow", "tomorrow", "2026-03-04"],
  ])("counts from the day of writing: %s", (line, words, day) => {
    expect(read(line)).toEqual([words, day]);
  });

  it.each([
    ["a vague time", "- the cert was renewed recently and expires soon"],
    ["a weekday without direction", "- the cert was renewed on Friday"],
    ["a week or a month", "- the cert was renewed last week, the key two weeks ago"],
    ["about so many days", "- the cert was renewed about 3 days ago"],
    ["a length of stay", "- logs were moved and expire in 3 days"],
    ["quoted text", '- the page said "renewed yesterday" was all'],
    ["curly and single quotes", "- the cert was ‘renewed yesterday’ by then"],
    ["code", "- the range was set to `yesterday`"],
    ["an address", "- the report was moved to https://x.example/yesterday"],
    ["a possessive", "- yesterday's export was corrupt"],
    ["a name that holds the word", "- the job load-yesterday was renamed"],
    ["a date of its own", "- 2026-02-24: the cert was renewed yesterday"],
    ["a day without a year", "- the cert was renewed yesterday, March 1st"],
    ["a line that a dream has dated", "- the cert was renewed yesterday (2026-03-02)"],
    ["two such phrases", "- was loaded yesterday and was checked today"],
    ["a question", "- was the cert renewed yesterday?"],
    ["a condition", "- if the cert was renewed yesterday, restart the proxy"],
    ["a habit", "- the export was usually done yesterday"],
    ["a choice", "- the cert was renewed yesterday or today"],
    ["what somebody else said", "- ann says it was renewed yesterday"],
    ["an order to compare", "- compare the totals with yesterday"],
    ["an order about what came", "- check that rows were loaded yesterday"],
    ["an order about a participle", "- Use the rows loaded yesterday"],
    ["a rule about a participle", "- Rows loaded yesterday are final"],
    ["some of every day", "- orders placed yesterday"],
    ["some of every day, with more words", "- failed orders moved to blue yesterday"],
    ["some of every day, named first", "- Failed logins yesterday"],
    ["a rule about such rows", "- Rows loaded yesterday by hand are final"],
    ["a rule about what was", "- rows that were loaded yesterday are final"],
    ["an age", "- rows were older than 3 days ago"],
    ["how long to wait", "- wait until tomorrow before the next try"],
    ["how long to keep", "- Keep the dump until tomorrow"],
    ["how long a thing tries", "- feed-v2 retries a failed load until tomorrow"],
    ["how long things are kept", "- dumps are kept until tomorrow"],
    ["what comes by itself", "- new rows are visible tomorrow"],
    ["what must be", "- tickets must be answered by tomorrow"],
    ["a rule about one of many", "- A token expires tomorrow"],
    ["a link", "- the cert was [renewed](x.md) yesterday"],
    ["a cell of a table", "| the cert was renewed yesterday | ann |"],
    ["nothing", ""],
  ])("is silent about %s", (_, line) => {
    expect(read(line)).toBeNull();
  });

  it("gives every weekday in its direction, one to fourteen days away, for each day of two years", () => {
    for (let at = 0; at < 730; at += 3) {
      const writtenMs = Date.UTC(2026, 0, 1 + at, at % 24);
      const today = Math.floor(writtenMs / 86_400_000);
      const awayOf = (line: string) => Date.parse(read(line, writtenMs)?.[1] ?? "") / 86_400_000 - today;
      const next = awayOf("- frozen until next Sunday");
      const last = awayOf("- it was renewed last Sunday");
      expect(next).toBeGreaterThan(0);
      expect(next).toBeLessThanOrEqual(14);
      expect(last).toBeLessThan(0);
      expect(last).toBeGreaterThanOrEqual(-7);
      for (const away of [next, last]) expect(new Date((today + away) * 86_400_000).getUTCDay()).toBe(0);
      expect(awayOf("- it was renewed yesterday")).toBe(-1);
    }
  });
});
