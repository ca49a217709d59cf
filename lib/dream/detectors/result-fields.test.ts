import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { anyCodePoint } from "@/lib/text/testing-code-points";
import { resultFields } from "./result-fields";

const fields = (text: string) => resultFields(text).map(({ name, text: value }) => [name, value]);

describe("resultFields", () => {
  it.each([
    [
      "lines",
      "owner: team-a\nport = 8080",
      [
        ["owner", "team-a"],
        ["port", "8080"],
      ],
    ],
    [
      "quoted lines with commas",
      '"owner": "team-a",\n\'port\': 8080',
      [
        ["owner", "team-a"],
        ["port", "8080"],
      ],
    ],
    [
      "list items",
      "- owner: team-a\n- port: 8080",
      [
        ["owner", "team-a"],
        ["port", "8080"],
      ],
    ],
    [
      "lines that are all indented",
      "  owner: team-a\n  port: 1",
      [
        ["owner", "team-a"],
        ["port", "1"],
      ],
    ],
    [
      "JSON with other types",
      '{"owner": "team-a", "port": 8080, "on": true}',
      [
        ["owner", "team-a"],
        ["port", "8080"],
        ["on", "true"],
      ],
    ],
    ["JSON in an envelope", '{"service": {"owner": "team-a"}}', [["owner", "team-a"]]],
  ])("reads %s", (_, text, expected) => {
    expect(fields(text)).toEqual(expected);
  });

  it.each([
    ["parts of the thing in lines", "database:\n  owner: team-a"],
    ["parts of the thing in JSON", '{"name": null, "database": {"owner": "team-a"}}'],
    ["lists of things", '[{"owner": "team-a"}]'],
    ["an envelope of nothing", '{"service": null}'],
    ["prose", "It seems that team-a owns it."],
    ["an address", "https://a.example/owner"],
    ["a name without a value", "owner:"],
    ["nothing", ""],
  ])("takes no field from %s", (_, text) => {
    expect(fields(text).filter(([name]) => name === "owner")).toEqual([]);
  });

  it("reads any text in a moment, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint, maxLength: 200 }), (text) => {
        for (const { name, text: value } of resultFields(text)) expect(name !== "" && value !== "").toBe(true);
      }),
      { numRuns: 100 },
    );
    const started = cpuMs();
    resultFields(`${"a ".repeat(9000)}\n${'"'.repeat(900)}`);
    resultFields(`{${'"a":{'.repeat(3000)}`);
    expect(cpuMs() - started).toBeLessThan(1000);
  });
});
