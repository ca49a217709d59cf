import { describe, expect, it } from "vitest";
import { countWords } from "./count-words";

const hits = (...counts: number[]) => counts.map((match_count) => ({ match_count }));

describe("countWords", () => {
  it.each([
    [hits(), false, "No matches"],
    [hits(1), false, "1 match in 1 file"],
    [hits(2, 1200), false, "1,202 matches in 2 files"],
    [hits(2, 3), true, "5 matches in the first 2 files"],
  ])("says how many there are", (found, hasMore, words) => expect(countWords(found, hasMore)).toBe(words));
});
