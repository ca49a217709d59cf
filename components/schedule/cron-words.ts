/** The expressions that a choice of words stands for. */
export const cronPresets = [
  { value: "0 3 * * *", label: "Every night at 3" },
  { value: "0 6 * * MON-FRI", label: "Weekday mornings at 6" },
  { value: "0 3 * * SUN", label: "Sunday nights at 3" },
  { value: "0 */6 * * *", label: "Every six hours" },
  { value: "0 * * * *", label: "Every hour" },
] as const;

/** The preset's words, else null for an expression of somebody's own. */
export function wordsOfCron(cron: string): string | null {
  return cronPresets.find((preset) => preset.value === cron)?.label ?? null;
}

/** The expression as the server keeps it: single spaces. */
export function tidyCron(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
