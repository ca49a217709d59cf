import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ablations } from "./ablations";

const root = resolve(import.meta.dirname, "../../..");

describe("ablations", () => {
  it.each(ablations)("finds the guard in the engine's sources exactly once: $guard", ({ file, find, replace }) => {
    const parts = readFileSync(resolve(root, file), "utf8").split(find);
    expect(parts).toHaveLength(2);
    expect(replace).not.toBe(find);
  });

  it.each(ablations.flatMap(({ heldBy }) => heldBy ?? []))("names a test that there is: $test", ({ file, test }) => {
    expect(readFileSync(resolve(root, file), "utf8")).toContain(`it("${test}"`);
  });
});
