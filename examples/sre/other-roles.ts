import {
  type AlertBriefing,
  type Answer,
  type Briefing,
  bash,
  type Move,
  mounts,
  slugOf,
  view,
  type Work,
} from "./agent";
import { closeIncident, noteFix, readBoard } from "./coordinate";
import { readAlertNotes, searchNotes } from "./keep-notes";
import { forecastsIn, preparationIn } from "./read-notes";
import type { Handover } from "./systems";
import { findNamespace } from "./triage";
import type { Deploy } from "./world";

/**
 * How an agent answers an information that pages nobody: it searches the notes for what tends to follow, and prepares for it where the
 * notes say how.
 */
export function* watch(briefing: AlertBriefing): Work {
  const { alert } = briefing;
  const notes = yield* searchNotes(briefing, alert.name);
  const [forecast] = forecastsIn(notes, alert.name);
  const about = forecast === undefined ? [] : yield* readAlertNotes(briefing, forecast.effect);
  const preparation = preparationIn(about);
  if (forecast === undefined || preparation === null) {
    yield { tool: "say", input: { text: `${alert.name} on ${alert.service} is noted. Nothing is known to follow.` } };
    return "nothing";
  }
  yield* bash(`pagectl remediator '${preparation}'`);
  const words = `${forecast.effect} is to be expected within ${forecast.withinMinutes} min, so we prepare.`;
  yield { tool: "say", input: { text: words } };
  return "prepared";
}

/** The only role that changes systems: it carries out what triage found, and says on the board how it went. */
export function* remediate(briefing: AlertBriefing, { command, incident }: Handover): Work {
  let carriedOut = command;
  let answer = yield* bash(command);
  const service = command.match(/deploy\/([a-z-]+)/)?.[1];
  if (answer.isError && service !== undefined) {
    carriedOut = command.replace(/ -n \S+/, ` -n ${yield* findNamespace(service)}`);
    answer = yield* bash(carriedOut);
  }
  const board = incident === null ? null : yield* readBoard(briefing);
  const open = board?.open.find(({ number }) => `INC-${number}` === incident) ?? null;
  const pullRequest = answer.text.match(/\/pull\/(\d+)$/)?.[1];
  if (pullRequest === undefined) yield* closeIncident(open, `cured by ${carriedOut}`);
  else {
    yield* noteFix(open, `PR #${pullRequest}`, briefing.now());
    yield* tellOthers(briefing, `PR #${pullRequest}`);
  }
  yield { tool: "say", input: { text: answer.isError ? `${carriedOut} failed.` : `${carriedOut}: done.` } };
  return answer.isError ? "nothing" : "solved";
}

/** Writes into the notes on the alert that a fix is on its way. */
function* tellOthers(briefing: AlertBriefing, fixRef: string): Generator<Move, void, Answer> {
  const [note] = yield* readAlertNotes(briefing, briefing.alert.name);
  if (note === undefined) return;
  const day = briefing.now().toISOString().slice(0, 10);
  const line = `- Fix in flight: ${fixRef}, claimed by ${briefing.agent} on ${day}. Do not open a second one.`;
  const path = `${mounts.team}/alerts/${slugOf(briefing.alert.name)}.md`;
  yield { tool: "memory", input: { command: "write", path, file_text: `${note.text.trimEnd()}\n${line}\n` } };
}

/** Reports a deploy to whoever reads transcripts later. It writes no memory: deploy tools do not. */
export function* deploy({ service, change }: Deploy): Work {
  const answer = yield* bash(`deployctl apply ${service} --change '${change}'`);
  yield { tool: "say", input: { text: answer.text } };
  return "solved";
}

/** Sums a day up: reads the feed of all alerts, and adds a line to what the team learnt. */
export function* sumUp(briefing: Briefing): Work {
  const day = briefing.now().toISOString().slice(0, 10);
  const feed = yield* bash(`alertctl feed --day ${day}`);
  const count = feed.text.split("\n").filter((line) => line.startsWith("{")).length;
  const text = yield* view(briefing, mounts.team, "/learnings.md");
  if (text !== null) {
    const file_text = `${text.trimEnd()}\n- ${day} digest: ${count} alerts in the feed\n`;
    yield { tool: "memory", input: { command: "write", path: `${mounts.team}/learnings.md`, file_text } };
  }
  yield { tool: "say", input: { text: `${count} alerts on ${day}.` } };
  return "solved";
}
