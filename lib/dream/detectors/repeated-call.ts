import type { Call, NormalisedSession } from "../engine/normalised-session";
import { callEffect } from "./call-effect";
import { questionKey } from "./call-question";

const windowCalls = 10;
const fewestRepeats = 3;
const longestPeriod = 4;
/** A shorter answer of an unknown tool may be a receipt for a deed that is meant to be done again. */
const fewestTelling = 8;

/** A stretch of a session in which the same calls came again with the same results. */
export interface RepeatedCall {
  kind: "loop" | "blind_retry";
  /** The calls that repeat one another, oldest first; of a cycle its first member each time round. */
  calls: readonly Call[];
}

interface Step {
  call: Call;
  key: string;
  result: string;
  /** Whether it may change what a later call finds. */
  mutates: boolean;
}

/**
 * Finds calls that a session repeated in vain: the very same arguments, compared whole since masked numbers would make loops of the pages
 * of a list, equal results, and nothing in between that could have changed them. Waiting for something to change is no loop.
 */
export function repeatedCalls(session: NormalisedSession): RepeatedCall[] {
  const counts = new Map<string, number>();
  for (const call of session.calls) counts.set(questionKey(call), (counts.get(questionKey(call)) ?? 0) + 1);
  if (![...counts.values()].some((count) => count >= 2)) return [];
  const steps = session.calls.map(toStep);
  const found: RepeatedCall[] = [];
  const taken = new Set<Call>();
  steps.forEach((step, at) => {
    if (taken.has(step.call) || (counts.get(step.key) ?? 0) < 2) return;
    const repeated = loopFrom(steps, at) ?? cycleFrom(steps, at) ?? blindRetryFrom(steps, at);
    if (!repeated) return;
    for (const call of repeated.calls) taken.add(call);
    found.push(repeated);
  });
  return found;
}

const stamp = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?/g;

function toStep(call: Call): Step {
  const effect = callEffect(call);
  return {
    call,
    key: questionKey(call),
    result: `${call.outcome}\0${(call.result?.text ?? "").replace(stamp, "").trim()}`,
    mutates: call.outcome !== "failed" && effect === "changes",
  };
}

function loopFrom(steps: readonly Step[], at: number): RepeatedCall | null {
  const [first] = steps.slice(at, at + 1);
  if (!first || !canLoop(first)) return null;
  const calls: Call[] = [];
  for (const step of steps.slice(at, at + windowCalls)) {
    if (step.key === first.key && step.result === first.result) calls.push(step.call);
    else if (step.key === first.key || step.mutates || isWait(step)) break;
  }
  return calls.length >= fewestRepeats && !changesSoon(steps, at, first) ? { kind: "loop", calls } : null;
}

/** The same two to four calls three times over, each with its own result again. */
function cycleFrom(steps: readonly Step[], at: number): RepeatedCall | null {
  for (let period = 2; period <= longestPeriod; period++) {
    const stretch = steps.slice(at, at + period * fewestRepeats);
    if (stretch.length < period * fewestRepeats || stretch.some((step) => !canLoop(step))) continue;
    const isCycle = stretch.every(
      ({ key, result }, index) =>
        index < period || (key === stretch[index - period]?.key && result === stretch[index - period]?.result),
    );
    if (isCycle)
      return { kind: "loop", calls: stretch.filter((_, index) => index % period === 0).map(({ call }) => call) };
  }
  return null;
}

const passes =
  /timed? ?out|timeout|rate.?limit|too many requests|unavailable|temporar|try again|retry|overloaded|connection|network|busy|locked|in progress|pending|\b(429|50[0234])\b/i;

/** The next call of all is the one that just failed, and it fails in the same way. */
function blindRetryFrom(steps: readonly Step[], at: number): RepeatedCall | null {
  const [first, second] = steps.slice(at, at + 2);
  if (!first || !second || first.call.outcome !== "failed" || second.call.outcome !== "failed") return null;
  if (!saysSomething(first) || first.key !== second.key || first.result !== second.result || passes.test(first.result))
    return null;
  return { kind: "blind_retry", calls: [first.call, second.call] };
}

/** Looking at a state that passes is waiting, and a deed done three times may be meant three times. */
function canLoop(step: Step): boolean {
  const { call, mutates, result } = step;
  if (
    !saysSomething(step) ||
    mutates ||
    call.outcome === "declined" ||
    call.outcome === "unanswered" ||
    call.touchesMemory
  )
    return false;
  if (call.outcome === "failed") return !passes.test(result);
  const effect = callEffect(call);
  if (effect === "unknown") return (call.result?.text.trim().length ?? 0) >= fewestTelling;
  return effect === "looks_up" || effect === "computes";
}

function saysSomething({ call }: Step): boolean {
  return (call.result?.text.trim() ?? "") !== "";
}

function isWait({ call }: Step): boolean {
  return /\b(sleep|wait|poll|watch)/i.test(`${call.tool} ${call.use.text.slice(0, 200)}`);
}

/** Whether the same question got another answer shortly afterwards: then asking again was right. */
function changesSoon(steps: readonly Step[], at: number, first: Step): boolean {
  return steps.slice(at, at + windowCalls * 2).some(({ key, result }) => key === first.key && result !== first.result);
}
