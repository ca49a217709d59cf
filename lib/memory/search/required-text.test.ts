import { describe, expect, it } from "vitest";
import { requiredText } from "./required-text";

describe("the text that an expression cannot do without", () => {
  it.each([
    ["noted-3078[0-9a-f]+", "noted-3078"],
    ["^ERROR: .*timeout$", "ERROR: "],
    ["port \\d+ is taken", " is taken"],
    ["deploys?-failed", "-failed"],
    ["reboot+ed", "reboot"],
    ["colou{0,1}rfully", "rfully"],
    ["1\\.2\\.3\\.\\d", "1.2.3."],
    ["(a|b) waited (?:c|d)", " waited "],
    ["[]|x]restart[[:alpha:]|]", "restart"],
    ["🦓🦓?abcd", "abcd"],
    ["héllo\\s", "héllo"],
  ])("of %s is %s", (expression, text) => {
    expect(requiredText(expression)).toBe(text);
  });

  it.each([
    ["plain text needs no other", "restart"],
    ["nor does escaped text", "1\\.2\\.3"],
    ["too short", "abc\\d"],
    ["one of two", "restart|reboot"],
    ["one of two behind a comment", "(?#[)a|(b])restart"],
    ["only in a group", "(restart)?"],
    ["a character by its number", "\\x41restart\\d"],
    ["a reference", "(.)\\1restart"],
    ["a class that never ends", "restart[abc"],
    ["a count that never ends", "restart{1"],
    ["a backslash at the end", "restart.\\"],
  ])("is not said: %s", (_, expression) => {
    expect(requiredText(expression)).toBeNull();
  });
});
