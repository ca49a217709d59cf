/**
 * Whether a value is an object with names. What every page loads reads its few outside values by hand: the schema library
 * would be a tenth of the first load.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
