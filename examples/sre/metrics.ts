import type { AlertTally, TalliedDays } from "./tally";

export interface Metric {
  name: string;
  title: string;
  /** Which way is good; null for what only describes. */
  better: "less" | "more" | null;
  digits: number;
  /** The value of some days. */
  of: (days: TalliedDays) => number;
}

const sum = (alerts: readonly AlertTally[], value: (alert: AlertTally) => number): number =>
  alerts.reduce((total, alert) => total + value(alert), 0);
const mean = (alerts: readonly AlertTally[], value: (alert: AlertTally) => number): number =>
  alerts.length === 0 ? 0 : sum(alerts, value) / alerts.length;
const count = (alerts: readonly AlertTally[], holds: (alert: AlertTally) => boolean): number =>
  alerts.filter(holds).length;

const aSession = (alerts: readonly AlertTally[], value: (alert: AlertTally) => number): number =>
  sum(alerts, value) /
  Math.max(
    1,
    sum(alerts, ({ sessions }) => sessions),
  );

/** Alerts that call for work; information that only may be prepared for is left out of times. */
const calls = ({ alerts }: TalliedDays): AlertTally[] =>
  alerts.filter(({ name }) => name !== "LedgerCPUHigh" && name !== "ReplicaLag");

/** Its fix arrived on day 5, and the notes still call it in flight. */
const isStale = ({ name }: AlertTally): boolean => name === "SearchDiskFilling";
const isNothing = ({ name }: AlertTally): boolean =>
  name === "InventoryQueueDepth" || name === "NotifyHeartbeatMissing";

/** What is measured on days 6 to 10, in the order of the table. */
export const metrics: readonly Metric[] = [
  {
    name: "mitigate",
    title: "minutes to mitigate, an alert",
    better: "less",
    digits: 1,
    of: (result) => mean(calls(result), ({ minutesToMitigate }) => minutesToMitigate),
  },
  {
    name: "mitigateStale",
    title: "minutes, SearchDiskFilling alone (its note is stale)",
    better: "less",
    digits: 1,
    of: ({ alerts }) => mean(alerts.filter(isStale), ({ minutesToMitigate }) => minutesToMitigate),
  },
  {
    name: "mitigateNothing",
    title: "minutes, alerts behind which nothing is broken",
    better: "less",
    digits: 1,
    of: (result) => mean(calls(result).filter(isNothing), ({ minutesToMitigate }) => minutesToMitigate),
  },
  {
    name: "mitigateOther",
    title: "minutes, all other alerts",
    better: "less",
    digits: 1,
    of: (result) =>
      mean(
        calls(result).filter((alert) => !isStale(alert) && !isNothing(alert)),
        ({ minutesToMitigate }) => minutesToMitigate,
      ),
  },
  {
    name: "calls",
    title: "tool calls, an alert",
    better: "less",
    digits: 1,
    of: ({ alerts }) => mean(alerts, (alert) => alert.calls),
  },
  {
    name: "callsASession",
    title: "tool calls, a session",
    better: "less",
    digits: 1,
    of: ({ alerts }) => aSession(alerts, (alert) => alert.calls),
  },
  {
    name: "errors",
    title: "failed commands",
    better: "less",
    digits: 0,
    of: ({ alerts }) => sum(alerts, ({ errors }) => errors),
  },
  {
    name: "errorsASession",
    title: "failed commands, a session",
    better: "less",
    digits: 2,
    of: ({ alerts }) => aSession(alerts, ({ errors }) => errors),
  },
  {
    name: "bytes",
    title: "KB of memory read, a session",
    better: "less",
    digits: 1,
    of: ({ alerts }) => aSession(alerts, ({ bytesRead }) => bytesRead) / 1000,
  },
  {
    name: "duplicates",
    title: "duplicate changes",
    better: "less",
    digits: 0,
    of: ({ changes }) => changes.duplicates,
  },
  {
    name: "conflicts",
    title: "conflicts resolved by precondition",
    better: null,
    digits: 0,
    of: ({ alerts }) => sum(alerts, ({ conflicts }) => conflicts),
  },
  {
    name: "saved",
    title: "alerts left to a known incident",
    better: "more",
    digits: 0,
    of: ({ alerts }) => count(alerts, ({ isSaved }) => isSaved),
  },
  {
    name: "avoided",
    title: "incidents avoided by forecast",
    better: "more",
    digits: 0,
    of: ({ alerts }) => new Set(alerts.flatMap(({ isAvoided, troubleId }) => (isAvoided ? [troubleId] : []))).size,
  },
  {
    name: "misled",
    title: "harm: wrong memory followed",
    better: "less",
    digits: 0,
    of: ({ alerts, changes }) => count(alerts, ({ isMisled }) => isMisled) + changes.falsePages,
  },
  {
    name: "needless",
    title: "harm: needless preparations",
    better: "less",
    digits: 0,
    of: ({ changes }) => changes.needlessPreparations,
  },
];
