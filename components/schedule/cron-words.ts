import { isTimeZone, nextCronTimes, problemOfCron } from "@/lib/contract/cron";

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

/** "Next: Tue 1 Dec 03:00, …", by the clock of the time zone; or why there is none. */
export function nextRunsSentence(
  cron: string,
  timezone: string,
  from: Date,
): { kind: "times"; text: string } | { kind: "problem"; field: "cron" | "timezone"; text: string } {
  if (!isTimeZone(timezone)) return { kind: "problem", field: "timezone", text: "No time zone has this name." };
  const problem = problemOfCron(cron);
  if (problem !== null) return { kind: "problem", field: "cron", text: `The expression ${problem}.` };
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const times = nextCronTimes(cron, timezone, from, 3).map((time) => format.format(time).replaceAll(",", ""));
  return { kind: "times", text: `Next: ${times.join(", ")}, by the clock of ${timezone}.` };
}
