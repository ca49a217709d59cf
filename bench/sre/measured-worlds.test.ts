import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openMeasuredWorlds } from "./measured-worlds";
import { world } from "./testing-worlds";

const folder = mkdtempSync(join(tmpdir(), "measured-worlds-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("goes on after a run that was broken off in the middle of a line, and counts no world of other sources", () => {
  const file = join(folder, "new", "measured.jsonl");
  const [old, ours] = [openMeasuredWorlds(file, "old"), openMeasuredWorlds(file, "ours")];
  expect(ours.read()).toEqual([]);
  old.keep(world(1, [9, 10, 5, 11]));
  ours.keep(world(2, [9, 12, 6, 11]));
  for (const half of ['{"seed":3,"arms":{"no', '{"seed":3,"arms":{"none":{}']) appendFileSync(file, `\n${half}`);
  expect(ours.read()).toMatchObject([world(2, [9, 12, 6, 11])]);
  ours.keep(world(4, [9, 11, 6, 12]));
  expect(ours.read().map(({ seed }) => seed)).toEqual([2, 4]);
});
