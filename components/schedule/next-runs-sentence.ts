import { isTimeZone, nextCronTimes, problemOfCron } from "@/lib/contract/cron";

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
