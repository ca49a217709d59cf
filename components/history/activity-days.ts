import type { ActivityBy } from "@/lib/client/store-activity";
import { formatCount } from "../ui/format-count";

export type ActivityDay = Pick<ActivityBy<"day">["data"][number], "day" | "created" | "modified" | "deleted">;

const dayMs = 86_400_000;

export const totalOfDay = ({ created, modified, deleted }: Omit<ActivityDay, "day">): number =>
  created + modified + deleted;

/** The UTC day a number of days before another. */
export function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * dayMs).toISOString().slice(0, 10);
}

/** Every day from the first to the last, those without a write too: a chart that leaves out quiet days lies about the rest. */
export function everyDay(days: readonly ActivityDay[], first: string, last: string): ActivityDay[] {
  const known = new Map(days.map((day) => [day.day, day]));
  const all: ActivityDay[] = [];
  for (let time = Date.parse(first); time <= Date.parse(last); time += dayMs) {
    const day = new Date(time).toISOString().slice(0, 10);
    all.push(known.get(day) ?? { day, created: 0, modified: 0, deleted: 0 });
  }
  return all;
}

/** The chart in a sentence, for those who do not see it. */
export function wordsForDays(days: readonly ActivityDay[]): string {
  const total = days.reduce((sum, day) => sum + totalOfDay(day), 0);
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  if (first === undefined || last === undefined) return "No days.";
  const time = `from ${first} to ${last}`;
  if (total === 0) return `No version was written ${time}.`;
  const busiest = days.reduce((most, day) => (totalOfDay(day) > totalOfDay(most) ? day : most));
  const active = days.filter((day) => totalOfDay(day) > 0).length;
  return `${formatCount(total, "version")} on ${formatCount(active, "day")} ${time}; most on ${busiest.day}, ${totalOfDay(busiest)}.`;
}
