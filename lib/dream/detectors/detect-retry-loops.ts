import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonLine, plural } from "../engine/lesson-line";
import type { Call } from "../engine/normalised-session";
import { findRemembered } from "../engine/remembered";
import { isRecurrent, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { isLineable, lineText, type NamedText, plainText, questionKey, questionOf } from "./call-question";
import { errorSignature } from "./error-signature";
import { missingReference } from "./missing-reference";
import { type RepeatedCall, repeatedCalls } from "./repeated-call";

const longestQuestion = 160;
const longestError = 160;
const mostWatched = 20;

/**
 * D4, loops and retries: a call that a session repeats unchanged and that answers the same each time. One session shows a slip; a line is
 * proposed where several sessions or people fall into the same one.
 */
export function detectRetryLoops(world: DreamWorld): Finding[] {
  const episodes = world.sessions.flatMap(repeatedCalls);
  const findings = [...groupBy(episodes, ({ calls: [first] }) => (first ? questionKey(first) : ""))]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, group]) => toFinding(world, group) ?? [])
    .sort((left, right) => right.support.sessions - left.support.sessions);
  const others = findings.filter(({ state }) => state !== "proposed").slice(0, mostWatched);
  return [...findings.filter(({ state }) => state === "proposed"), ...others];
}

function toFinding(world: DreamWorld, episodes: readonly RepeatedCall[]): Finding | null {
  const [first] = episodes[0]?.calls ?? [];
  if (!first) return null;
  const question = questionOf(first);
  const call = plainText(question).slice(0, longestQuestion);
  const answer = answerOf(first);
  if (holdsSecret(`${call}\n${answer ?? ""}`) || looksLikeInjection(`${call}\n${answer ?? ""}`)) return null;
  const seen = episodes.map(({ calls }) => lastSeen(calls));
  const support = supportOf(seen, world.sessions);
  const outcome = first.outcome === "failed" ? "error" : "answer";
  const statement = `${first.tool} ${lineText(question)}: repeating it unchanged gives the same ${outcome}${answer === null ? "" : ` ${codeSpan(answer)}`}; change the call or stop`;
  const verdict = judge(world, first, question, isRecurrent(support));
  const repeats = episodes.reduce((sum, { calls }) => sum + calls.length - 1, 0);
  return {
    detector: "D4",
    kind: "retry_loop",
    subject: { tool: first.tool, call },
    identity: insightIdentity("retry_loop", [first.tool, call]),
    tier: "recurrent",
    claim: `${first.tool}${isLineable(question, longestQuestion) ? ` ${lineText(question)}` : ""} was repeated unchanged ${plural(repeats, "time")} with the same ${outcome}.`,
    conditions: [`tool ${first.tool}`],
    support,
    evidence: episodes.flatMap((episode) => citeEpisode(world, episode, answer ?? "")),
    ...verdict,
    edits:
      verdict.state === "proposed"
        ? [
            {
              op: "lesson",
              tool: first.tool,
              topics: [...question.map(({ text }) => text), first.tool],
              line: lessonLine(statement, support, seen),
            },
          ]
        : [],
  };
}

function lastSeen(calls: readonly Call[]): { session: number; atMs: number | null } {
  const last = calls.at(-1);
  return { session: last?.session ?? 0, atMs: last?.use.atMs ?? null };
}

/** The line that says most of the result, where it can stand in a line of memory. */
function answerOf(call: Call): string | null {
  const text = call.result?.text ?? "";
  const line = errorSignature(text) ?? text.split("\n").find((candidate) => candidate.trim() !== "") ?? "";
  const folded = line.replace(/\s+/g, " ").trim();
  return isLineable([{ label: "", text: folded }], longestError) && folded !== "" ? folded : null;
}

function citeEpisode(world: DreamWorld, { calls }: RepeatedCall, answer: string) {
  const last = calls.at(-1);
  return calls.flatMap((call) => {
    const id = world.sessions[call.session]?.id ?? "";
    if (call === last && call.result) return [citeEvent(id, call.result, answer)];
    return call.use.text.trim() === "" ? [] : [citeEvent(id, call.use, "")];
  });
}

function judge(
  world: DreamWorld,
  first: Call,
  question: readonly NamedText[],
  recurs: boolean,
): Pick<Finding, "state" | "droppedReason"> {
  const watch = (droppedReason: string) => ({ state: "watch" as const, droppedReason });
  if (first.provenance !== "tool_trusted") return watch("the result comes from untrusted text");
  if (!recurs) return watch("seen in too few sessions or by one actor");
  if (missingReference(first)) return watch("what it names does not exist, which is told apart");
  if (!isLineable(question, longestQuestion)) return watch("the call is too long to be kept as a line");
  const remembered = findRemembered(
    world,
    question.map(({ text }) => text),
    /\b(repeat|again|retry|unchanged|loop)/i,
  );
  return remembered
    ? { state: "suppressed", droppedReason: `already in memory at ${remembered.path} line ${remembered.line}` }
    : { state: "proposed", droppedReason: null };
}
