import { type Briefing, type Mind, scripted } from "./agent";
import { alertFacts } from "./harborline";
import { deploy, remediate, sumUp, watch } from "./other-roles";
import type { Handover } from "./systems";
import { triage } from "./triage";
import { type Alert, at, type Deploy, dayOf, type World } from "./world";

/** One piece of work for one agent: what becomes a session. */
export interface Task {
  minute: number;
  agent: string;
  title: string;
  /** What the session is counted under. */
  name: string;
  /** The alert that it is about; null for a day's summary and for deploys. */
  alert: Alert | null;
  /** What the agent is told to do where no alert speaks for itself. */
  order: string | null;
  begin: (briefing: Briefing) => Mind;
}

/** Everything that happens by itself between two minutes, in order: alerts, deploys and the scribe's evenings. */
export function tasksOf(world: World, from: number, to: number): Task[] {
  const paged = world.alerts.filter(({ isPaged }) => isPaged);
  const tasks = [
    ...paged.map((alert, index) => alertTask(alert, `triage-${(index % 2) + 1}`)),
    ...world.deploys.map(deployTask),
    ...Array.from({ length: 10 }, (_, index) => digestTask(at(index + 1, 17, 30))),
  ];
  return tasks.filter(({ minute }) => minute >= from && minute < to).sort((left, right) => left.minute - right.minute);
}

function alertTask(alert: Alert, agent: string): Task {
  const act = alertFacts[alert.name].isInformation ? watch : triage;
  return {
    minute: alert.minute,
    agent,
    title: `${alert.name} on ${alert.service}`,
    name: alert.name,
    alert,
    order: null,
    begin: (briefing) => scripted(act({ ...briefing, alert })),
  };
}

function deployTask(change: Deploy): Task {
  return {
    minute: change.minute,
    agent: "deploy-bot",
    title: `Deploy ${change.change} to ${change.service}`,
    name: "deploy",
    alert: null,
    order: `Deploy ${change.change} to ${change.service}.`,
    begin: () => scripted(deploy(change)),
  };
}

function digestTask(minute: number): Task {
  const title = `Digest of day ${dayOf(minute)}`;
  return {
    minute,
    agent: "scribe",
    title,
    name: "digest",
    alert: null,
    order: `${title}, please.`,
    begin: (briefing) => scripted(sumUp(briefing)),
  };
}

/** The remediator's task for what triage handed over. */
export function handoverTask(handover: Handover): Task {
  const { minute, command, alert } = handover;
  return {
    minute,
    agent: "remediator",
    title: `Remedy for ${alert.name}`,
    name: `remedy-${alert.name}`,
    alert,
    order: `Please run: ${command}`,
    begin: (briefing) => scripted(remediate({ ...briefing, alert }, handover)),
  };
}
