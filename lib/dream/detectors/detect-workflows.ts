import type { InsightEvidence } from "@/lib/contract/dream-insight";
import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { holdsWord } from "../engine/holds-word";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonLine } from "../engine/lesson-line";
import type { Call, NormalisedSession } from "../engine/normalised-session";
import { findRemembered } from "../engine/remembered";
import { isRecurrent, type Occurrence, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { isLineable, lineText, type NamedText, questionOf } from "./call-question";
import { roundTo } from "./forecast-line";
import { placesOf } from "./frequent-sequences";
import { type WorkflowCandidate, workflowCandidates } from "./workflow-candidates";
import { workflowLimits } from "./workflow-limits";
import { compareOutcomes, type OutcomeComparison } from "./workflow-outcomes";
import { workflowSteps } from "./workflow-steps";

/** Sessions that are cited of what is only shown. */
const mostCited = 10;

/**
 * D5, workflows: steps that sessions do in one order, more often than chance would have it. A line of memory is proposed only where sessions of
 * one task end better with them than without, beyond chance; what everybody does, what nobody knows the end of and what belongs to no one
 * task is shown.
 */
export function detectWorkflows(world: DreamWorld): Finding[] {
  const steps = workflowSteps(world.sessions);
  const names = steps.map((own) => own.map(({ name }) => name));
  const workflows = workflowCandidates(world.sessions, names).map((candidate) => weigh(world, candidate, steps));
  const compared = workflows.filter(({ task, outcomes }) => task !== null && outcomes.difference !== null).length;
  const judged = workflows
    .filter((workflow) => !holdsSecret(told(workflow).join("\n")))
    .map((workflow) => ({ workflow, p: Math.min(1, workflow.outcomes.p * Math.max(1, compared)) }))
    .sort(
      (left, right) =>
        left.p - right.p ||
        right.workflow.holders.length - left.workflow.holders.length ||
        compareText(left.workflow.key, right.workflow.key),
    );
  const standing: Workflow[] = [];
  const findings = judged.map(({ workflow, p }) => {
    const finding = toFinding(world, workflow, p, standing);
    if (finding.state === "proposed") standing.push(workflow);
    return finding;
  });
  const watched = findings.filter(({ state }) => state !== "proposed").slice(0, workflowLimits.mostWatched);
  return findings.filter((finding) => finding.state === "proposed" || watched.includes(finding));
}

interface Step {
  name: string;
  /** Arguments that every session gave it. */
  values: NamedText[];
}

interface Holder {
  session: NormalisedSession;
  position: number;
  /** The calls that are the steps, where they were done first. */
  calls: readonly Call[];
}

interface Workflow {
  key: string;
  task: string | null;
  steps: Step[];
  holders: Holder[];
  /** Of so many sessions that were looked at together. */
  sessions: readonly NormalisedSession[];
  expected: number;
  outcomes: OutcomeComparison;
}

function weigh(
  world: DreamWorld,
  { scope, names, holders: positions, expected }: WorkflowCandidate,
  steps: ReturnType<typeof workflowSteps>,
): Workflow {
  const holders = positions.flatMap((position): Holder[] => {
    const [session, own = []] = [world.sessions[position], steps[position]];
    const places = placesOf(
      own.map(({ name }) => name),
      names,
      workflowLimits.mostSkipped,
    );
    return session && places ? [{ session, position, calls: places.flatMap((at) => own[at]?.call ?? []) }] : [];
  });
  const sessions = scope.sessions.flatMap((position) => world.sessions[position] ?? []);
  return {
    key: JSON.stringify([scope.task, names]),
    task: scope.task,
    steps: names.map((name, at) => ({
      name,
      values: sharedValues(
        name,
        holders.flatMap(({ calls }) => calls[at] ?? []),
      ),
    })),
    holders,
    sessions,
    expected,
    outcomes: compareOutcomes(sessions, new Set(holders.map(({ session }) => session))),
  };
}

/** What all calls of a step were given, where it is short and says more than the step's name does. */
function sharedValues(name: string, calls: readonly Call[]): NamedText[] {
  const [first = [], ...others] = calls.map(questionOf);
  const words = name.split(" ");
  return first
    .filter(
      ({ label, text }) =>
        /^[\w:@+][\w.:@+-]*$/.test(text) &&
        text.length <= workflowLimits.longestValue &&
        !words.includes(text) &&
        !holdsSecret(`${label}: ${text}`),
    )
    .filter(({ label, text }) =>
      others.every((own) => own.some((piece) => piece.label === label && piece.text === text)),
    )
    .slice(0, workflowLimits.mostValues);
}

/** Every word that a line about it would say of the sessions. */
function told({ task, steps }: Workflow): string[] {
  return [
    task ?? "",
    ...steps.flatMap(({ name, values }) => [name, ...values.map(({ label, text }) => `${label} ${text}`)]),
  ];
}

function toFinding(world: DreamWorld, workflow: Workflow, p: number, standing: readonly Workflow[]): Finding {
  const { task, steps, holders, sessions, outcomes } = workflow;
  const seen = holders.map(({ position, calls }) => ({ session: position, atMs: calls.at(-1)?.use.atMs ?? null }));
  const counted = supportOf(seen, world.sessions, sessions.length);
  const isCompared = task !== null && outcomes.difference !== null;
  const support = {
    ...counted,
    expected: roundTo(workflow.expected, 1000),
    p_adjusted: isCompared ? roundTo(p, 10_000) : null,
  };
  const line = lineOf(workflow, seen, support);
  const verdict = judge(world, workflow, {
    p,
    line,
    isRecurrent: isRecurrent(support),
    actors: support.actors,
    standing,
  });
  const cited = verdict.state === "proposed" ? holders : holders.slice(0, mostCited);
  return {
    detector: "D5",
    kind: "workflow",
    subject: { task, steps: steps.map(({ name }) => name) },
    identity: insightIdentity("workflow", [task, steps.map(({ name }) => name)]),
    tier: "statistical",
    claim: `${task === null ? "" : `Of task ${task}, `}${holders.length} of ${sessions.length} sessions did ${stepsText(steps)}${isCompared ? `; ${sharesText(outcomes)}` : ""}.`,
    conditions: task === null ? [] : [`task ${task}`],
    support,
    evidence: cited.flatMap((holder) => holder.calls.flatMap((call) => citeStep(holder.session, call))),
    ...verdict,
    edits:
      verdict.state === "proposed"
        ? [{ op: "lesson", tool: "workflows", topics: [task ?? "", ...steps.map(({ name }) => name)], line }]
        : [],
  };
}

/** The call, or its answer where the call has no arguments to quote. */
function citeStep({ id, outcome }: NormalisedSession, { use, result }: Call): InsightEvidence[] {
  const event = use.text.trim() === "" ? result : use;
  if (event === null || event.text.trim() === "") return [];
  return [citeEvent(id, event, "", outcome === "failure" ? "against" : "for")];
}

function lineOf(workflow: Workflow, seen: readonly Occurrence[], support: Finding["support"]): string {
  const { task, steps, outcomes } = workflow;
  return lessonLine(
    `Workflow for task ${codeSpan(task ?? "")}: ${stepsText(steps)}; ${sharesText(outcomes)}`,
    support,
    seen,
  );
}

function stepsText(steps: readonly Step[]): string {
  return steps
    .map(({ name, values }) => `${codeSpan(name)}${values.length === 0 ? "" : ` with ${lineText(values)}`}`)
    .join(", then ");
}

function sharesText({ with: one, without: other }: OutcomeComparison): string {
  return `${one.succeeded} of ${one.total} sessions that did so succeeded, ${other.succeeded} of ${other.total} others`;
}

interface Judged {
  p: number;
  line: string;
  isRecurrent: boolean;
  actors: number;
  standing: readonly Workflow[];
}

function judge(
  world: DreamWorld,
  workflow: Workflow,
  { p, line, isRecurrent: recurs, actors, standing }: Judged,
): Pick<Finding, "state" | "droppedReason"> {
  const { task, steps, outcomes } = workflow;
  const { with: one, without: other, difference } = outcomes;
  const watch = (droppedReason: string) => ({ state: "watch" as const, droppedReason });
  const suppressed = (droppedReason: string) => ({ state: "suppressed" as const, droppedReason });
  if (difference !== null && difference < 0)
    return watch("within the same task, sessions that did so succeed less often");
  if (one.total + other.total === 0)
    return watch("how its sessions ended is not known, so that nobody can say whether it helps");
  if (task === null) return watch("it belongs to no one task, so that a note could not say when to follow it");
  if (difference === null) return watch("there are no sessions of the task with and without it to compare");
  if (p > workflowLimits.outcomeAlpha) return watch("chance explains how much better its sessions end");
  if (one.succeeded < one.total * workflowLimits.successShare) return watch("too many of its sessions fail");
  if (!recurs || actors < workflowLimits.fewestActors) return watch("it is the habit of one actor");
  if (!isWritable(workflow, line)) return watch("it cannot be written down in a line");
  if (looksLikeInjection(line)) return suppressed("the words read like an order to agents");
  if (workflow.holders.some((holder) => isTaught(holder, workflow)))
    return suppressed("untrusted text named its steps first");
  const remembered = findRemembered(world, [task, ...steps.map(({ name }) => name)]);
  if (remembered) return suppressed(`already in memory at ${remembered.path} line ${remembered.line}`);
  if (standing.some((rival) => rival.task === task)) return watch("another workflow of the task stands");
  return { state: "proposed", droppedReason: null };
}

function isWritable({ task, steps }: Workflow, line: string): boolean {
  const pieces = steps.flatMap(({ name, values }) => [{ label: "", text: name }, ...values]);
  const named = { label: "", text: task ?? "" };
  return (
    isLineable([named], workflowLimits.longestTask) &&
    isLineable(pieces, line.length) &&
    line.length <= workflowLimits.longestLine
  );
}

/** Whether the session was told a step by untrusted text before it did the first: then it shows obedience, not experience. */
function isTaught({ session, calls }: Holder, { steps }: Workflow): boolean {
  const first = calls[0]?.use.sequence ?? 0;
  const words = steps.flatMap(({ name, values }) => [name, ...values.map(({ text }) => text)]);
  return session.utterances.some(
    ({ event, provenance }) =>
      provenance === "tool_untrusted" && event.sequence < first && words.some((word) => holdsWord(event.text, word)),
  );
}
