const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** "1 version", "12,403 versions"; the plural is regular unless given. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${whole.format(count)} ${count === 1 ? noun : plural}`;
}

/** "12,403". */
export function formatNumber(value: number): string {
  return whole.format(value);
}

/** "12.4K", for places as wide as a badge. */
export function formatCompact(value: number): string {
  return value < 1000 ? whole.format(value) : compact.format(value);
}
