import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { lessonLine, plural } from "../engine/lesson-line";
import type { Call } from "../engine/normalised-session";
import { findRemembered } from "../engine/remembered";
import { lastDay, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { callEffect } from "./call-effect";
import { isLineable, lineText, type NamedText, plainText, questionKey, questionOf } from "./call-question";
import { commonAnswer } from "./common-answer";

const fewestSessions = 3;
const equalShare = 0.9;
const longestQuestion = 160;
const longestAnswer = 240;
/** Of what is only shown, for each reason. */
const mostWatched = 10;
const charactersPerToken = 4;

interface Discovery {
  tool: string;
  question: NamedText[];
  answer: NamedText[];
  /** Every reading, oldest first, and those that agree with the latest. */
  readings: readonly Call[];
  same: readonly Call[];
  isObservation: boolean;
}

/**
 * D5, repeated discovery: several sessions ask the same and learn the same. What has the same answer nearly always, the last time included, is
 * worth a line of memory with the day it was last seen; what changes over time is only shown.
 */
export function detectRepeatedDiscovery(world: DreamWorld): Finding[] {
  const asked = world.sessions.flatMap(({ calls }) => calls.filter(isReading));
  const findings = [...groupBy(asked, questionKey).values()]
    .filter((calls) => new Set(calls.map(({ session }) => session)).size >= fewestSessions)
    .flatMap((calls) => readDiscovery(calls) ?? [])
    .map((discovery) => toFinding(world, discovery))
    .sort(
      (left, right) => right.support.sessions - left.support.sessions || compareText(left.identity, right.identity),
    );
  const watched = groupBy(
    findings.filter(({ state }) => state !== "proposed"),
    ({ state, droppedReason }) => (state === "watch" ? droppedReason : state),
  );
  return [
    ...findings.filter(({ state }) => state === "proposed"),
    ...[...watched.values()].flatMap((group) => group.slice(0, mostWatched)),
  ];
}

function isReading(call: Call): boolean {
  return call.outcome === "ok" && call.provenance === "tool_trusted" && !call.touchesMemory && call.result !== null;
}

/** Null for what is no question about the world, and for what cannot be written down. */
function readDiscovery(calls: readonly Call[]): Discovery | null {
  const readings = calls.toSorted(byTime);
  const latest = readings.at(-1);
  const effect = latest ? callEffect(latest) : "changes";
  if (!latest || effect === "changes" || effect === "computes") return null;
  const question = questionOf(latest);
  if (!isLineable(question, longestQuestion)) return null;
  const { same, pieces } = commonAnswer(
    readings.map((call) => ({ text: call.result?.text ?? "", atMs: call.use.atMs })),
  );
  const answer = withoutFrame((pieces ?? []).filter(({ text }) => !isEcho(text, question)));
  if (!isInformative(answer, [...question, { label: "", text: latest.tool }])) return null;
  if (holdsSecret([latest.tool, plainText(question), plainText(answer)].join("\n"))) return null;
  if (looksLikeInjection(plainText(answer)) || looksLikeInjection(plainText(question))) return null;
  return {
    tool: latest.tool,
    question,
    answer,
    readings,
    same: same.flatMap((index) => readings[index] ?? []),
    isObservation: effect === "observes",
  };
}

/** By the clock where both are known, else in the order of sessions. */
function byTime(left: Call, right: Call): number {
  const [leftMs, rightMs] = [left.use.atMs, right.use.atMs];
  const byClock = leftMs !== null && rightMs !== null ? leftMs - rightMs : 0;
  return byClock || left.session - right.session || left.ordinal - right.ordinal;
}

function isEcho(text: string, question: readonly NamedText[]): boolean {
  return question.some((asked) => asked.text.toLowerCase() === text.toLowerCase());
}

/** Headings above an answer and remarks in brackets go where something else is left. */
function withoutFrame(answer: readonly NamedText[]): NamedText[] {
  const bare = answer.filter(({ text }) => !/:$|^\(.*\)$|^[\w.~-]*[$#>%]$/.test(text));
  return bare.length > 0 ? bare : [...answer];
}

/** What a reviewer reads of an answer that is too long to be kept. */
function openingOf(answer: readonly NamedText[]): NamedText[] {
  const ends = answer.map((_, at) => plainText(answer.slice(0, at + 1)).length);
  return answer.filter((_, at) => (ends[at] ?? 0) <= longestAnswer);
}

const receipt =
  /^(ok(ay)?|success(ful(ly)?)?|true|false|done|none|null|nil|nothing|no|yes|not|found|empty|results?|matches|items?|rows?|completed?|the|is|are|was|of|for|an?|and|to|in|with|status|state|error|code|exit|\d{1,3})$/;

/** Whether an answer says a word that neither the question says nor a mere receipt would. */
function isInformative(answer: readonly NamedText[], question: readonly NamedText[]): boolean {
  const asked = new Set(question.flatMap(({ text }) => wordsOf(text)));
  return answer.some(({ label, text }) => {
    const isNumber = /^[\d.,]+$/.test(text);
    if (isNumber) return label !== "" && !wordsOf(label).every((word) => receipt.test(word));
    return wordsOf(text).some((word) => !asked.has(word) && !receipt.test(word));
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu) ?? [];
}

function toFinding(world: DreamWorld, discovery: Discovery): Finding {
  const { tool, question, answer, readings, same } = discovery;
  const seen = same.map((call) => ({ session: call.session, atMs: call.use.atMs }));
  const support = supportOf(seen, world.sessions, readings.length);
  const day = lastDay(seen);
  const statement = `${tool} ${lineText(question)}: ${lineText(answer)}${day === null ? "" : `, as of ${day}`}`;
  const verdict = judge(world, discovery, support.sessions);
  const shown = openingOf(answer);
  const asked = new Set(readings.map(({ session }) => session)).size;
  const [latest] = readings.slice(-1);
  const cite = (call: Call, role: "for" | "against") =>
    citeEvent(world.sessions[call.session]?.id ?? "", call.result ?? call.use, answer[0]?.text ?? "", role);
  return {
    detector: "D5",
    kind: "repeated_discovery",
    subject: { tool, question: plainText(question), answer: plainText(shown) },
    identity: insightIdentity("repeated_discovery", [tool, plainText(question), plainText(answer)]),
    tier: "recurrent",
    claim: `${tool} was asked ${lineText(question)} ${plural(readings.length, "time")} in ${plural(asked, "session")}, about ${tokensOf(readings)} tokens in all, and answered the same in ${same.length}${shown.length === 0 ? "" : `: ${lineText(shown)}`}.`,
    conditions: [`tool ${tool}`, ...(day === null ? [] : [`as of ${day}`])],
    support,
    evidence: [
      ...same.map((call) => cite(call, "for")),
      ...(latest ? [citeEvent(world.sessions[latest.session]?.id ?? "", latest.use, question[0]?.text ?? "")] : []),
      ...readings.filter((call) => !same.includes(call)).map((call) => cite(call, "against")),
    ],
    ...verdict,
    edits:
      verdict.state === "proposed"
        ? [{ op: "lesson", tool, topics: topicsOf(question, answer, tool), line: lessonLine(statement, support, seen) }]
        : [],
  };
}

function judge(
  world: DreamWorld,
  { question, answer, readings, same, isObservation }: Discovery,
  sessions: number,
): Pick<Finding, "state" | "droppedReason"> {
  const watch = (droppedReason: string) => ({ state: "watch" as const, droppedReason });
  if (same.length < readings.length * equalShare) return watch("the answer changes over time: look it up each time");
  if (isObservation) return watch("the question is about a state that passes");
  if (sessions < fewestSessions) return watch("the answer was seen in too few sessions");
  if (!isLineable(answer, longestAnswer)) return watch("the answer is too long to be kept as a line");
  const remembered = findRemembered(
    world,
    [...question, ...answer].map(({ text }) => text),
  );
  return remembered
    ? { state: "suppressed", droppedReason: `already in memory at ${remembered.path} line ${remembered.line}` }
    : { state: "proposed", droppedReason: null };
}

/** What the calls and their answers cost an agent to read, by the usual four letters a token. */
function tokensOf(calls: readonly Call[]): number {
  const letters = calls.reduce((sum, call) => sum + call.argsKey.length + (call.result?.text.length ?? 0), 0);
  return Math.ceil(letters / charactersPerToken);
}

function topicsOf(question: readonly NamedText[], answer: readonly NamedText[], tool: string): string[] {
  const words = question
    .flatMap(({ text }) => text.split(/\s+/))
    .filter((word) => /^[\p{L}][\p{L}\p{N}_./-]{2,}$/u.test(word));
  return [
    ...new Set([
      ...words.toSorted((left, right) => right.length - left.length || compareText(left, right)).slice(0, 2),
      ...answer.slice(0, 1).map(({ text }) => text),
      tool,
    ]),
  ];
}
