import { Cron } from "croner";

/**
 * The next `count` times after `from` at which a cron expression of five fields fires, by the wall clock of an IANA time
 * zone. A time that the change to summer time leaves out comes at the first moment after the gap; one that the change
 * back brings twice comes once, unless the expression fires every so many minutes or hours. Empty when it never fires.
 *
 * @throws Error for an expression or a time zone that cannot be read
 */
export function nextCronTimes(cron: string, timezone: string, from: Date, count: number): Date[] {
  return open(cron, timezone).nextRuns(count, from);
}

/** The first time after `from`; null when there is none. Throws as nextCronTimes does. */
export function nextCronTime(cron: string, timezone: string, from: Date): Date | null {
  return nextCronTimes(cron, timezone, from, 1)[0] ?? null;
}

/**
 * The last time at or before `now` at which the expression fires, given that `first` is such a time. The cost does not
 * grow with the time between the two.
 */
export function lastCronTime(cron: string, timezone: string, first: Date, now: Date): Date {
  const job = open(cron, timezone);
  // Looking back is only a hint where to begin: around a change of the clocks, forward is what counts.
  const hint = job.previousRuns(1, now)[0]?.getTime() ?? 0;
  let last = first;
  let time: Date | null = new Date(Math.max(first.getTime(), hint - lookBackMs));
  while (time !== null && time <= now) {
    if (time > first && isTime(job, time)) last = time;
    time = job.nextRun(time);
  }
  return last;
}

const lookBackMs = 3 * 60 * 60 * 1000;

function isTime(job: Cron, time: Date): boolean {
  return job.nextRun(new Date(time.getTime() - 1000))?.getTime() === time.getTime();
}

/** Why an expression cannot be used; null when it can. Names and `L`, `W`, `#` are understood, nicknames are not. */
export function problemOfCron(cron: string): string | null {
  if (!/^[^\s@]+(?: [^\s@]+){4}$/.test(cron)) return "must have five fields: minute, hour, day, month, weekday";
  try {
    return nextCronTime(cron, "UTC", new Date()) === null ? "never fires" : null;
  } catch (error) {
    return error instanceof Error ? `cannot be read: ${error.message.replace(/^CronPattern: /, "")}` : "cannot be read";
  }
}

/** Whether the name stands for a time zone of the IANA database. */
export function isTimeZone(name: string): boolean {
  try {
    // An offset such as +02:00 is no zone: it knows no summer time.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

function open(cron: string, timezone: string): Cron {
  return new Cron(cron, { timezone, mode: "5-part" });
}
