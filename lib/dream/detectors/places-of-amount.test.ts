import { describe, expect, it } from "vitest";
import { readFactValue } from "./fact-value";
import { placesOfAmount } from "./places-of-amount";

function places(line: string, text: string): string[] {
  const value = readFactValue(text);
  return value ? placesOfAmount(line, value).map((words) => words.join(" ")) : ["no value"];
}

describe("placesOfAmount", () => {
  it.each([
    ["retries=2 timeout=30", "30s", ["timeout"]],
    ['"request_timeout":30', "30s", ["request timeout"]],
    ["timeout_seconds: 30", "30s", ["timeout seconds"]],
    ["timeout: 30 s", "30s", ["timeout"]],
    ["payments-api port 9090", "9090", ["payments api port"]],
    ["web 9090, admin 9090", "9090", ["web", "admin"]],
    ["limit = 1,000 rows", "1,000", ["limit"]],
    ["9090", "9090", [""]],
    ["host:9090", "9090", ["host"]],
    ["timeout: -1", "-1", ["timeout"]],
  ])("reads from %j what stands before %j", (line, text, expected) => {
    expect(places(line, text)).toEqual(expected);
  });

  it.each([
    ["the number of a line in a file", "src/timeout/client.ts:30: timeout_ab = x", "30s"],
    ["another unit behind it", "timeout 30 ms", "30s"],
    ["another unit before it", "timeout_ms=30", "30s"],
    ["a unit where the value has none", "port checked in 90 ms", "90"],
    ["a part of a number", "timeout=300 or 1.30 or 30.5 or 1,030", "30s"],
    ["a part of a name", "timeout-30 shard_30 v30", "30s"],
    ["a time of day", "timeout at 07:30", "30s"],
    ["a field without a name", "timeout=45, 30", "30s"],
  ])("finds no place in %s", (_, line, text) => {
    expect(places(line, text)).toEqual([]);
  });
});
