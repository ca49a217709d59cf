import type { SubstituteEdit } from "../engine/edit";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { holdsWord } from "../engine/holds-word";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { plural } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import { memorySupport, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { type WorkState, workStates } from "./closing-events";
import { stemWord } from "./fact-key";
import { type StatedEnd, statedEnd } from "./stated-end";
import { type VolatileLine, volatileLines } from "./volatile-lines";
import { activityPhrase, closedPhrase, termDays } from "./volatile-words";
import { isSameWork, type WorkReference } from "./work-references";

const dayMs = 86_400_000;

/**
 * D10, staleness: a line that says that work goes on, where a later event says that the same work is over, takes on that event's state and
 * day. A line past its term, or past the end that it states itself, about which nothing was heard is for people to verify. Age alone changes
 * nothing, and deletes never.
 */
export function detectStaleness(world: DreamWorld): Finding[] {
  const states = workStates(world);
  const latestMs = Math.max(
    0,
    ...world.sessions.flatMap(({ utterances }) => utterances.map(({ event }) => event.atMs ?? 0)),
  );
  return volatileLines(world).flatMap((line) => {
    if (line.atMs === null || holdsSecret(line.text)) return [];
    const verdict = verdictOn(line, line.atMs, states);
    if (verdict === "open") return [];
    if (verdict) return [update(line, verdict, world)];
    const end = line.isField ? null : statedEnd(line.text, line.atMs);
    const isOver = end ? end.atMs <= latestMs : isOverdue(line, line.atMs, latestMs);
    return isOver ? [verify(line, Math.floor((latestMs - line.atMs) / dayMs), end)] : [];
  });
}

/** What was heard last of the work of a line since it was written: the event that ended it, that it is still open, or nothing. */
function verdictOn(line: VolatileLine, atMs: number, states: readonly WorkState[]): WorkState | "open" | null {
  const since = states.filter((state) => state.atMs > atMs);
  if (line.references.length === 0) return lastOf(since.filter((state) => isSameActivity(line, state)));
  const ends = line.references.map((reference) => lastOf(since.filter((state) => isAbout(reference, state))));
  if (ends.includes("open")) return "open";
  const closed = ends.filter((end) => end !== null && end !== "open");
  // Of two pieces of work that a line waits for, one that is over settles nothing.
  if (closed.length < (line.isField ? 1 : ends.length)) return null;
  return closed.toSorted((left, right) => left.atMs - right.atMs).at(-1) ?? null;
}

function isAbout(reference: WorkReference, { references }: WorkState): boolean {
  return references.some((other) => isSameWork(reference, other));
}

/** The first event of the last state that stands; what tools and people say goes before what an agent says. */
function lastOf(states: readonly WorkState[]): WorkState | "open" | null {
  const heard = states.some(({ isFirstHand }) => isFirstHand)
    ? states.filter(({ isFirstHand }) => isFirstHand)
    : states;
  const last = heard.at(-1);
  if (!last) return null;
  if (!last.isClosed) return "open";
  const streak = heard.slice(heard.findLastIndex(({ isClosed }) => !isClosed) + 1);
  const facts = [...new Set(streak.map(({ fact }) => fact))];
  return streak.find(({ fact }) => fact === facts.at(-1)) ?? last;
}

/** Without a reference the same named thing and the same activity must be meant: "migrating ledger-db", "ledger-db migration completed". */
function isSameActivity({ names, text }: VolatileLine, state: WorkState): boolean {
  const lower = state.text.toLowerCase();
  if (names.length === 0 || !names.every((name) => holdsWord(lower, name))) return false;
  const skip = new Set(names.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u)));
  const stems = (words: string) =>
    new Set(
      words
        .toLowerCase()
        .split(/[^\p{L}]+/u)
        .filter((word) => word.length > 3 && !skip.has(word) && !commonWord.test(word))
        .map(activityStem),
    );
  const own = stems(text);
  const said = stems(
    state.isClosed && !activityPhrase.test(state.fact) ? state.text.replace(closedPhrase, " ") : state.text,
  );
  return [...said].some((stem) => own.has(stem));
}

const commonWord =
  /^(?:this|that|with|from|into|still|currently|temporarily|temporary|being|until|progress|flight|pending|status|state|service|since|after|before|team|prod|production|staging|done|have|been|will|were|their|they|while|because|name|type|time|date|note|work|working)$/;

function activityStem(word: string): string {
  return stemWord(word.replace(/(?:ations?|ions?)$/, ""));
}

function isOverdue({ kind, references, names }: VolatileLine, atMs: number, latestMs: number): boolean {
  const term = termDays[kind];
  return term !== null && references.length + names.length > 0 && latestMs - atMs > term * dayMs;
}

function update(line: VolatileLine, state: WorkState, world: DreamWorld): Finding {
  const { document } = line;
  const day = new Date(state.atMs).toISOString().slice(0, 10);
  const edit = bringUpToDate(line, state, day);
  const isUnfit = looksLikeInjection(state.text) || holdsSecret(`${state.fact} ${state.text}`);
  return {
    detector: "D10",
    kind: "staleness",
    subject: { path: document.path, line: line.line, closed_by: state.event.eventId },
    identity: insightIdentity("staleness", [document.path, line.text.trim(), state.fact, day]),
    tier: "exact",
    claim: `${document.path} line ${line.line} says that something goes on; it is ${state.fact} since ${day}.`,
    conditions: [],
    support: { ...supportOf([{ session: state.session, atMs: state.atMs }], world.sessions), occurrences: 1 },
    evidence: [
      citeMemory(document, line.line, line.line, "against"),
      citeEvent(world.sessions[state.session]?.id ?? "", state.event, state.text, "closing"),
    ],
    state: isUnfit ? "suppressed" : "proposed",
    droppedReason: isUnfit ? "the words of the event are not fit to be taken over" : null,
    edits: isUnfit ? [] : [edit],
  };
}

/** A state gives way to the state and day of the event; a line that tells it in other words gets a remark at its end. */
function bringUpToDate(line: VolatileLine, state: WorkState, day: string): SubstituteEdit {
  const shared = {
    op: "substitute" as const,
    path: line.document.path,
    line: line.line,
    cause: { kind: "closed_by" as const, eventId: state.event.eventId },
  };
  if (line.isField)
    return { ...shared, column: line.column, expected: line.words, text: state.fact.replace(/ /g, "-") };
  if (line.isState) return { ...shared, column: line.column, expected: line.words, text: `${state.fact} (${day})` };
  const body = line.text
    .trimEnd()
    .replace(/\s*\|$/, "")
    .trimEnd();
  const last = /\S+$/.exec(body.replace(/[.!]$/, ""))?.[0] ?? "";
  const column = body.replace(/[.!]$/, "").length - last.length;
  return { ...shared, column, expected: last, text: `${last} — ${state.fact} ${day}` };
}

function verify(line: VolatileLine, days: number, end: StatedEnd | null): Finding {
  const { document } = line;
  const place = `${document.path} line ${line.line}`;
  const lastDay = end && new Date(end.atMs - 1).toISOString().slice(0, 10);
  return {
    detector: "D10",
    kind: "staleness",
    subject: { path: document.path, line: line.line, closed_by: null },
    identity: insightIdentity("staleness", [document.path, line.text.trim(), null]),
    tier: "exact",
    claim: end
      ? `${place} says "${end.words}", by the time it was written ${lastDay}; that is over.`
      : `${place} calls something passing and has stood for ${plural(days, "day")}.`,
    conditions: [],
    support: memorySupport(1),
    evidence: [citeMemory(document, line.line, line.line)],
    state: "flagged",
    droppedReason: "verify: no later event says how it stands",
    edits: [],
  };
}
