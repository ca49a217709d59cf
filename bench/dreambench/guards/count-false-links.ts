import type { findAssociations } from "@/lib/dream/statistics/find-associations";
import { type HardNegative, hardNegatives } from "@/lib/dream/statistics/testing-hard-negatives";

/** In how many worlds of a kind, in none of which anything follows anything, the statistical tier calls one happening a warning of another. */
export function countFalseLinks(find: typeof findAssociations, kind: HardNegative, worlds: number): number {
  const isFalse = (_: unknown, seed: number) =>
    find(hardNegatives[kind](String(seed)), "guards").some(
      ({ verdict, isTogether }) => verdict.state === "supported" && !isTogether,
    );
  return Array.from({ length: worlds }, isFalse).filter(Boolean).length;
}
