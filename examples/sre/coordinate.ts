import { type AlertBriefing, type Answer, type Briefing, type Move, mounts, type Outcome, type Work } from "./agent";
import { type Incident, incidentPath, readIncident, writeIncident } from "./board";
import { isDeployed, type Notes, togetherIn, waitsFor } from "./read-notes";

export interface Board {
  /** Everything that is not over. */
  open: Incident[];
  nextNumber: number;
}

const claimMinutes = 60;
const fixDays = 7;
const looksForTwin = 2;

/** The incidents that are open, in one call; null without a board. */
export function* readBoard({ mounts: mounted }: Briefing): Generator<Move, Board | null, Answer> {
  if (!mounted.includes(mounts.board)) return null;
  const answer = yield { tool: "board", input: { path: mounts.board } };
  const [head = "", ...files] = answer.text.split(/^==> /m);
  const open = files.flatMap((file) => {
    const end = file.indexOf("\n");
    return readIncident(file.slice(0, end), file.slice(end + 1)) ?? [];
  });
  return { open, nextNumber: Number(head.match(/^next: (\d+)/)?.[1] ?? 1) };
}

/** The open incident about this very service, unless its claim ran out or notes say that its fix arrived. */
export function findOwn({ alert, now }: AlertBriefing, board: Board | null, notes: readonly Notes[]): Incident | null {
  const mine = board?.open.filter(({ entity }) => entity === alert.service) ?? [];
  return mine.findLast((incident) => isTrusted(incident, now(), notes)) ?? null;
}

/**
 * The open incident that this alert is a symptom of: one about a service that ours waits for, or one of an alert that
 * notes call the same incident. For the latter it is worth looking twice, since both alerts come at one time.
 */
export function* findRelated(
  briefing: AlertBriefing,
  board: Board | null,
  notes: readonly Notes[],
): Generator<Move, Incident | null, Answer> {
  const twins = togetherIn(notes, briefing.alert.name);
  let current = board;
  for (let looks = 0; current !== null; looks++) {
    const found = current.open.findLast(
      (incident) =>
        isTrusted(incident, briefing.now(), notes) &&
        (twins.includes(incident.alert) || waitsFor(notes, briefing.alert.service, incident.entity)),
    );
    if (found !== undefined) return found;
    // Who waits for another reports the other's trouble; the other way round there is nobody to wait for.
    const isSymptom = twins.length > 0 && notes.some(({ text }) => /waits for|depends on/i.test(text));
    if (!isSymptom || looks === looksForTwin) return null;
    current = yield* readBoard(briefing);
  }
  return null;
}

function isTrusted(incident: Incident, now: Date, notes: readonly Notes[]): boolean {
  if (incident.claimExpires <= now) return false;
  return incident.fixRef === null || !isDeployed(notes, incident.fixRef);
}

/** Adds this occurrence to somebody's incident and leaves it to them. */
export function* joinIncident(briefing: AlertBriefing, incident: Incident): Work {
  const { alert, agent, now } = briefing;
  const line = `${clock(now())} ${alert.name} on ${alert.service}, seen by ${agent}`;
  yield* editIncident(incident, (current) => ({ ...current, lines: [...current.lines, line] }));
  yield {
    tool: "say",
    input: { text: `${alert.name} belongs to INC-${incident.number}, which ${incident.claimedBy} has.` },
  };
  return "linked" satisfies Outcome;
}

export type Claim =
  | { kind: "taken"; incident: Incident }
  | {
      kind: "claimed";
      /** Null without a board. */
      incident: Incident | null;
    };

/**
 * Claims the alert by creating the next incident. Creating never overwrites: of two agents that reach for the same number,
 * one is refused, reads what the other wrote, and either joins it or takes the next number.
 */
export function* claimIncident(
  briefing: AlertBriefing,
  board: Board | null,
  notes: readonly Notes[],
): Generator<Move, Claim, Answer> {
  const { alert, agent, now } = briefing;
  let current = board;
  while (current !== null) {
    const incident: Incident = {
      number: current.nextNumber,
      status: "claimed",
      alert: alert.name,
      entity: alert.service,
      claimedBy: agent,
      claimExpires: new Date(now().getTime() + claimMinutes * 60_000),
      fixRef: null,
      lines: [`${clock(now())} ${alert.name} on ${alert.service}, claimed by ${agent}`],
    };
    const path = `${mounts.board}${incidentPath(incident)}`;
    const answer = yield { tool: "memory", input: { command: "create", path, file_text: writeIncident(incident) } };
    if (!answer.isConflict) return { kind: "claimed", incident: answer.isError ? null : incident };
    current = yield* readBoard(briefing);
    const other = findOwn(briefing, current, notes) ?? (yield* findRelated(briefing, current, notes));
    if (other !== null) return { kind: "taken", incident: other };
  }
  return { kind: "claimed", incident: null };
}

/** Closes an incident that is over: it moves out of the way of those that read the board. */
export function* closeIncident(incident: Incident | null, why: string): Generator<Move, void, Answer> {
  if (incident === null) return;
  yield* editIncident(incident, (current) => ({ ...current, status: "resolved", lines: [...current.lines, why] }));
}

/** Notes that a fix is on its way, so that nobody starts a second one. */
export function* noteFix(incident: Incident | null, fixRef: string, now: Date): Generator<Move, void, Answer> {
  if (incident === null) return;
  yield* editIncident(incident, (current) => ({
    ...current,
    status: "fix-in-flight",
    fixRef,
    claimExpires: new Date(now.getTime() + fixDays * 24 * 3_600_000),
    lines: [...current.lines, `${clock(now)} fix in flight: ${fixRef}`],
  }));
}

/** Writes with the hash of what was read; where somebody was faster, reads again and writes the change onto theirs. */
function* editIncident(known: Incident, edit: (incident: Incident) => Incident): Generator<Move, void, Answer> {
  const path = `${mounts.board}${incidentPath(known)}`;
  let current = known;
  for (let tries = 0; tries < 3; tries++) {
    const next = edit(current);
    const file_text = writeIncident(next);
    const new_path = `${mounts.board}${incidentPath(next)}`;
    const answer: Answer =
      new_path === path
        ? yield { tool: "memory", input: { command: "write", path, file_text } }
        : yield { tool: "memory", input: { command: "rename", path, new_path, file_text } };
    if (!answer.isConflict) return;
    const seen = yield { tool: "memory", input: { command: "view", path } };
    const theirs = seen.isError ? null : readIncident(path, seen.text);
    if (theirs === null) return;
    current = theirs;
  }
}

function clock(now: Date): string {
  return now.toISOString().slice(5, 16).replace("T", " ");
}
