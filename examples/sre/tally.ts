import type { Outcome } from "./agent";
import type { Systems } from "./systems";
import type { Alert, World } from "./world";

/** What an alert cost, over all sessions that worked on it. */
export interface AlertTally {
  alertId: string;
  name: string;
  minute: number;
  /** What is broken behind it; alerts of one trouble are one incident. */
  troubleId: string | null;
  calls: number;
  /** Commands that failed; a note that does not exist is no failure. */
  errors: number;
  bytesRead: number;
  /** Writes that a precondition refused, and that the agent then resolved. */
  conflicts: number;
  sessions: number;
  minutesToMitigate: number;
  /** It never came, because somebody prepared. */
  isAvoided: boolean;
  /** It was left to another incident about the same trouble: work that reading the board saved. */
  isSaved: boolean;
  /** It was left to an incident about something else. */
  isMisled: boolean;
}

/** What was done to the systems, in the days that are counted. */
export interface ChangeTally {
  changes: number;
  /** More than one change for one trouble. */
  duplicates: number;
  /** Preparations after which nothing came that they could have prevented. */
  needlessPreparations: number;
  falsePages: number;
}

/** Days as they went: each alert, and what was done to the systems. */
export interface TalliedDays {
  alerts: AlertTally[];
  changes: ChangeTally;
}

const patienceMinutes = 90;

/** Opens a tally for the alerts of a world. */
export function openTally(world: World) {
  const byAlert = new Map<string, AlertTally>();
  for (const { id, name, minute, trouble } of world.alerts) {
    const about = { alertId: id, name, minute, troubleId: trouble?.id ?? null };
    const zero = { calls: 0, errors: 0, bytesRead: 0, conflicts: 0, sessions: 0, minutesToMitigate: 0 };
    byAlert.set(id, { ...about, ...zero, isAvoided: false, isSaved: false, isMisled: false });
  }
  return {
    count: (
      alert: Alert,
      add: Partial<Pick<AlertTally, "calls" | "errors" | "bytesRead" | "conflicts" | "sessions">>,
    ) => {
      const tally = byAlert.get(alert.id);
      if (tally === undefined) return;
      for (const key of ["calls", "errors", "bytesRead", "conflicts", "sessions"] as const) tally[key] += add[key] ?? 0;
    },
    avoid: (alert: Alert) => {
      const tally = byAlert.get(alert.id);
      if (tally !== undefined) tally.isAvoided = true;
    },
    /** The session of an alert ended; `joined` is the alert whose incident it was left to. */
    end: (alert: Alert, outcome: Outcome, minute: number, joined: Alert | null) => {
      const tally = byAlert.get(alert.id);
      if (tally === undefined) return;
      tally.minutesToMitigate = minute - alert.minute;
      if (outcome !== "linked") return;
      const isSame = joined !== null && joined.trouble?.id === alert.trouble?.id;
      tally.isSaved = isSame && alert.trouble !== null;
      tally.isMisled = !isSame && alert.trouble !== null;
    },
    /** All alerts from a minute on, once the days are over. Nobody waits longer than 90 minutes: then a person steps in. */
    close: (systems: Systems, from: number): TalliedDays => {
      const paged = world.alerts.filter((alert) => alert.isPaged && alert.minute >= from);
      const alerts = paged.flatMap((alert) => {
        const tally = byAlert.get(alert.id);
        if (tally === undefined) return [];
        if (tally.isAvoided) return { ...tally, minutesToMitigate: 0 };
        if (alert.trouble === null) return tally;
        const cured = systems.mitigatedAt(alert.trouble) ?? Number.POSITIVE_INFINITY;
        return { ...tally, minutesToMitigate: Math.min(patienceMinutes, Math.max(0, cured - alert.minute)) };
      });
      return { alerts, changes: countChanges(world, systems, from) };
    },
  };
}

export type Tally = ReturnType<typeof openTally>;

function countChanges(world: World, systems: Systems, from: number): ChangeTally {
  const changes = systems.changes.filter(({ minute }) => minute >= from);
  const perTrouble = new Map<string, number>();
  for (const { troubleId } of changes) {
    if (troubleId !== null) perTrouble.set(troubleId, (perTrouble.get(troubleId) ?? 0) + 1);
  }
  const preparations = changes.filter(({ command }) => command.startsWith("kubectl scale"));
  const needless = preparations.filter(
    ({ minute, service }) =>
      !world.alerts.some(
        (alert) =>
          alert.service === service && alert.causedBy !== null && alert.minute >= minute && alert.minute - minute <= 45,
      ),
  );
  return {
    changes: changes.length,
    duplicates: [...perTrouble.values()].reduce((sum, count) => sum + count - 1, 0),
    needlessPreparations: needless.length,
    falsePages: systems.pagedOwners.filter(
      ({ minute, service, owner }) =>
        minute >= from &&
        Object.entries(world.company.owners).some(([name, real]) => name === service && real !== owner),
    ).length,
  };
}
