import type { Drop } from "./observation";

/** How many each gate held back, as `dropped_<gate>`. */
export function countDrops(drops: readonly Pick<Drop, "gate">[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { gate } of drops) counts[`dropped_${gate}`] = (counts[`dropped_${gate}`] ?? 0) + 1;
  return counts;
}
