import { describe, expect, it } from "vitest";
import { findAssociations } from "./find-associations";
import { type HardNegative, hardNegatives } from "./testing-hard-negatives";

/** What holds back the links of each kind of world, and seeds in which nothing else does. */
const heldBy: Record<HardNegative, [reason: RegExp, seeds: string[]]> = {
  "few bursts": [/chance explains it/, ["0"]],
  "less often than not": [/followed by nothing/, ["0", "1"]],
  "frequent anyway": [/3 times as often as by chance/, ["0"]],
  "one talkative session": [/fewer than 3 (sessions|days)/, ["0", "1"]],
  "jobs of one scheduler": [/scheduled together/, ["0", "1"]],
  "clocks of their own": [/schedule of its own/, ["0", "1"]],
  outages: [/either order/, ["0"]],
  "opening hours": [/same hours of other days/, ["8"]],
};

describe("worlds in which nothing is a warning of anything", () => {
  const kinds = Object.keys(hardNegatives) as HardNegative[];

  it.each(kinds)("are seen through, each by its guard: %s", (kind) => {
    const [reason, seeds] = heldBy[kind];
    for (const seed of seeds) {
      const directed = findAssociations(hardNegatives[kind](seed), "guards").filter(({ isTogether }) => !isTogether);
      const reasons = directed.map(({ verdict }) => ("reason" in verdict ? verdict.reason : "supported"));
      expect(reasons).not.toContain("supported");
      expect(reasons).toContainEqual(expect.stringMatching(reason));
    }
  });
});
