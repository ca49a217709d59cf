/**
 * Where a key leads in a row of choices, from the place `at` of `count`; round at the ends. Null for a key that does not move.
 */
export function stepOf(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "ArrowRight" || key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowLeft" || key === "ArrowUp") return at <= 0 ? count - 1 : at - 1;
  return null;
}
