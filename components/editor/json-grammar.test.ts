import { expect, test } from "vitest";
import { jsonGrammar } from "./json-grammar";

/** The tokens of a line as Monaco's reader finds them: the first rule that fits at each place, blanks left out. */
function tokensOf(line: string): string[] {
  const rules = jsonGrammar.tokenizer.root as [RegExp, string][];
  const tokens: string[] = [];
  for (let at = 0; at < line.length; ) {
    const fitting = rules.flatMap(([pattern, token]) => {
      const [text = ""] = new RegExp(pattern.source, "y").exec(line.slice(at)) ?? [];
      return text === "" ? [] : [{ text, token }];
    })[0];
    if (fitting !== undefined && fitting.token !== "delimiter" && fitting.token !== "@brackets") {
      tokens.push(`${fitting.token} ${fitting.text}`);
    }
    at += fitting?.text.length ?? 1;
  }
  return tokens;
}

test("tells names, texts, numbers and words of JSON apart", () => {
  expect(tokensOf('{"a \\" b": ["c: d", -1.5e3, true, null], "e" : "f"} // g')).toEqual([
    'string.key "a \\" b"',
    'string.value "c: d"',
    "number -1.5e3",
    "keyword true",
    "keyword null",
    'string.key "e"',
    'string.value "f"',
    "comment // g",
  ]);
});

test("takes a text without an end for a text to the end of its line", () => {
  expect(tokensOf('"never closed')).toEqual(['string.value "never closed']);
});
