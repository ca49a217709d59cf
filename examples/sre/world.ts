import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { drawApart, drawNormal } from "./draw";
import { type AlertName, alertFacts, type Company, harborline, type Service } from "./harborline";

/** A thing that is broken from a minute on until somebody cures it. Two alerts of one trouble are one incident. */
export interface Trouble {
  id: string;
  service: Service;
  /** The command that cures it. */
  remedy: string;
}

export interface Alert {
  id: string;
  name: AlertName;
  service: Service;
  /** Minutes since the first day began. */
  minute: number;
  /** Null for what passes by itself. */
  trouble: Trouble | null;
  /** The information that this alert follows, if it does; scaling in time then prevents it. */
  causedBy: string | null;
  /** Whether an agent is called; the others only stand in the feed. */
  isPaged: boolean;
}

export interface Deploy {
  minute: number;
  service: Service;
  change: string;
}

export interface World {
  seed: number;
  company: Company;
  alerts: readonly Alert[];
  deploys: readonly Deploy[];
}

export interface WorldChoice {
  seed: number;
  company?: Company;
  /** The null twin: the same alerts, but each of the chain comes whenever it likes. */
  isNull?: boolean;
}

export const dayMinutes = 24 * 60;
/** The evening at which the team sleeps on what it saw: day 5, 18:00. */
export const dreamMinute = at(5, 18, 0);
const firstMorning = Date.UTC(2026, 2, 2);

/** The moment of a simulated minute: Monday 2026-03-02 begins at 0. */
export function momentOf(minute: number): Date {
  return new Date(firstMorning + Math.round(minute * 60) * 1000);
}

/** Day 1 is the first. */
export function dayOf(minute: number): number {
  return Math.floor(minute / dayMinutes) + 1;
}

/** The minute of a time of day. */
export function at(day: number, hour: number, minute: number): number {
  return (day - 1) * dayMinutes + hour * 60 + minute;
}

/** Ten days of alerts and deploys. The same choice gives the same world; nothing in it knows which agents will meet it. */
export function makeWorld({ seed, company = harborline, isNull = false }: WorldChoice): World {
  const random = xoroshiro128plus(seed * 7919 + 17);
  const story = at(4, 2, 3);
  const early = drawApart(random, 6, { from: at(1, 6, 0), to: at(5, 15, 0), apart: 200, taken: [at(1, 2, 10), story] });
  const causes = [at(1, 2, 10), story, ...early].sort((left, right) => left - right);
  const badDeploys = [
    ...drawApart(random, 1, { from: at(1, 0, 10), to: at(1, 1, 0), apart: 0, taken: [] }),
    ...drawApart(random, 1, { from: at(6, 8, 0), to: at(10, 16, 0), apart: 150, taken: [] }),
  ];
  const late = drawApart(random, 12, { from: at(6, 1, 0), to: at(10, 21, 0), apart: 200, taken: badDeploys });
  const alerts = [
    ...chainAlerts(random, company, { causes, story, isNull, to: at(5, 16, 30) }),
    ...chainAlerts(random, company, { causes: late, story: null, isNull, to: at(10, 22, 0) }),
    ...badDeploys.map((minute) => deployedBadly(company, minute + 20)),
    ...diskAlerts(random),
    ...otherAlerts(random, company),
  ];
  const deploys: Deploy[] = badDeploys.map((minute) => ({
    minute,
    service: alertFacts[company.chain.effect].service,
    change: "build 7731",
  }));
  deploys.push({ minute: at(5, 9, 0), service: "search-svc", change: "PR #412" });
  return {
    seed,
    company,
    alerts: alerts
      .sort((left, right) => left.minute - right.minute)
      .map((alert, index) => ({ ...alert, id: `${alert.name}-${index + 1}` })),
    deploys: deploys.sort((left, right) => left.minute - right.minute),
  };
}

type Random = ReturnType<typeof xoroshiro128plus>;

interface Chain {
  causes: readonly number[];
  /** The cause whose symptom comes 80 s after its effect, so that two agents claim it at one time. */
  story: number | null;
  isNull: boolean;
  to: number;
}

/** Causes, most of them with their effect, and most effects with their symptom. */
function chainAlerts(random: Random, company: Company, { causes, story, isNull, to }: Chain): Alert[] {
  const { cause, effect, symptom, lagMinutes, lagDeviationMinutes } = company.chain;
  const missed = missesOf(random, causes, story);
  const start = Math.min(...causes);
  return causes.flatMap((minute, index) => {
    const alerts = [alertOf(cause, minute)];
    if (missed.has(index)) return alerts;
    const trouble = troubleOf(effect, `${effect}-${Math.round(minute)}`);
    const lag = lagMinutes + Math.max(-3, Math.min(3, drawNormal(random) * lagDeviationMinutes));
    const isStory = minute === story;
    const anyMinute = () => start + uniformFloat64(random) * (to - start);
    const [anywhere, elsewhere] = [anyMinute(), anyMinute()];
    const withSymptom = uniformFloat64(random) < 0.8 || isStory;
    const after = isStory ? 80 / 60 : 0.5 + uniformFloat64(random) * 1.3;
    if (isNull) {
      alerts.push({ ...alertOf(effect, anywhere), trouble });
      const own = troubleOf(symptom, `${symptom}-${Math.round(minute)}`);
      if (withSymptom) alerts.push({ ...alertOf(symptom, elsewhere), trouble: own });
      return alerts;
    }
    const follows = minute + (isStory ? 12 : lag);
    const causedBy = String(minute);
    alerts.push({ ...alertOf(effect, follows), trouble, causedBy });
    if (withSymptom) alerts.push({ ...alertOf(symptom, follows + after), trouble, causedBy });
    return alerts;
  });
}

/** One in eight goes by without an effect. */
function missesOf(random: Random, causes: readonly number[], story: number | null): Set<number> {
  const free = causes.map((_, index) => index).filter((index) => index > 0 && causes[index] !== story);
  const count = Math.max(1, Math.round(causes.length / 8));
  const missed = new Set<number>();
  while (missed.size < count) missed.add(free[Math.floor(uniformFloat64(random) * free.length)] ?? 1);
  return missed;
}

function deployedBadly(company: Company, minute: number): Alert {
  const { effect } = company.chain;
  const { service } = alertFacts[effect];
  const trouble = { id: `deploy-${Math.round(minute)}`, service, remedy: `deployctl rollback ${service}` };
  return { ...alertOf(effect, minute), trouble };
}

/** One trouble until its fix is deployed on day 5, and another afterwards that looks the same. */
function diskAlerts(random: Random): Alert[] {
  const logs: Trouble = { id: "search-logs", service: "search-svc", remedy: "gh pr create --title 'Rotate the logs'" };
  const { service, remedy } = { service: "search-svc" as const, remedy: "searchctl compact search-svc" };
  const jitter = () => uniformFloat64(random) * 90;
  return [
    { ...alertOf("SearchDiskFilling", at(3, 10, 4)), trouble: logs },
    { ...alertOf("SearchDiskFilling", at(3, 16, 20)), trouble: logs },
    { ...alertOf("SearchDiskFilling", at(4, 14, 0) + jitter()), trouble: logs },
    {
      ...alertOf("SearchDiskFilling", at(7, 14, 0) + jitter()),
      trouble: { id: "search-compaction-1", service, remedy },
    },
    {
      ...alertOf("SearchDiskFilling", at(9, 11, 0) + jitter()),
      trouble: { id: "search-compaction-2", service, remedy },
    },
  ];
}

/** What has nothing to do with the chain: office hours, a clock, and chance. */
function otherAlerts(random: Random, company: Company): Alert[] {
  const alerts: Alert[] = [];
  for (let day = 1; day <= 10; day++) {
    const isWeekend = day === 6 || day === 7;
    if (!isWeekend) alerts.push(alertOf("InventoryQueueDepth", at(day, 9, 20) + uniformFloat64(random) * 80));
    const paged = day % 2 === 1 ? Math.floor(uniformFloat64(random) * 24) : -1;
    for (let hour = 0; hour < 24; hour++) {
      const flaps = uniformFloat64(random) < 0.3 || hour === paged;
      if (flaps) alerts.push({ ...alertOf("NotifyHeartbeatMissing", at(day, hour, 12)), isPaged: hour === paged });
    }
  }
  const chance: [AlertName, number, number][] = [
    ["CacheCrashLoop", 4, 3],
    ["CertExpiry", 1, 1],
    ["ReplicaLag", 2, 3],
    ["LedgerCPUHigh", 0, 0],
  ];
  for (const [name, before, after] of chance) {
    if (name === company.chain.effect || name === company.chain.cause) continue;
    const minutes = [
      ...drawApart(random, before, { from: at(1, 5, 0), to: at(5, 14, 0), apart: 180, taken: [] }),
      ...drawApart(random, after, { from: at(6, 2, 0), to: at(10, 20, 0), apart: 180, taken: [] }),
    ];
    for (const minute of minutes)
      alerts.push({ ...alertOf(name, minute), trouble: troubleOf(name, `${name}-${minute}`) });
  }
  return alerts;
}

function alertOf(name: AlertName, minute: number): Alert {
  const { service } = alertFacts[name];
  return { id: "", name, service, minute, trouble: null, causedBy: null, isPaged: true };
}

function troubleOf(name: AlertName, id: string): Trouble | null {
  const { root, service } = alertFacts[name];
  return root === null ? null : { id, service, remedy: root.remedy };
}
