import { backgroundCall } from "../generate/background";
import { actorOf, type CorpusDraft, callOf } from "../generate/corpus-draft";
import type { Family } from "../generate/plant";
import { bothOf, type CallStep, type SessionPlan } from "../generate/transcript-plan";
import type { VocabularyPack } from "../packs/pack";
import { leastOutcomeSessions } from "./plant-outcomes";

type Workflow = VocabularyPack["workflows"][number];
type Planter = (draft: CorpusDraft, workflow: Workflow, sessions: SessionPlan[]) => void;

/** F10 compares sessions of its tasks, and finds nothing in a handful. */
const keptForOutcomes = 33;

/** F12: steps with which sessions of one task succeed, beside steps that go with failure, with orders of strangers, or with nothing known. */
export function plantWorkflows(draft: CorpusDraft, count: number, families: readonly Family[]): void {
  const { random, sessions, pack } = draft;
  // Claude Code files hold neither task nor outcome.
  const free = random.shuffle(sessions.filter(({ format }) => format !== "claude-code"));
  const isShared = families.includes("F10") && sessions.length >= leastOutcomeSessions;
  let left = free.length - (isShared ? keptForOutcomes : 0);
  const traps: [number, Planter][] = [
    [8, failingTrap],
    [8, dictatedTrap],
    [5, unknownTrap],
    [5, everybodyTrap],
  ];
  const plants = Array.from({ length: count }, (): [number, Planter] => [random.int(9, 11), plantWorkflow]);
  const first = random.chance(0.6) ? plants.slice(0, 1) : [];
  for (const [size, planter] of [...first, ...random.shuffle([...plants.slice(first.length), ...traps])]) {
    if (size > left) continue;
    const workflow = draft.takeOf(pack.workflows, ({ task }) => task);
    if (!workflow) return;
    left -= size;
    planter(draft, workflow, free.splice(0, size));
  }
}

function plantWorkflow(draft: CorpusDraft, workflow: Workflow, sessions: SessionPlan[]): void {
  const doing = sessions.slice(0, Math.ceil(sessions.length * 0.6));
  const done = play(draft, workflow, doing, () => true);
  const leaving = sessions.slice(doing.length);
  leave(workflow, leaving, false);
  // What half of them do besides is no step, and has nothing to do with how they end.
  for (const session of [doing, leaving].flatMap((own) => own.filter((_, at) => at % 2 === 0))) {
    const { neutral } = draft.pack.outcome;
    const call = callOf(neutral, draft.varied(), draft.random.pick(neutral.ok));
    const [block] = session.blocks.slice(-1);
    if (doing.includes(session) && block) block.push(call);
    else session.blocks.push([call]);
  }
  draft.plant({
    family: "F12",
    key: { kind: "workflow", task: workflow.task, steps: workflow.steps.map(nameOf) },
    evidence: done.map((calls) => calls.flatMap(bothOf)),
    against: [],
    expected: "edit",
    counts: {
      occurrences: doing.length,
      opportunities: sessions.length,
      sessions: doing.length,
      actors: new Set(doing.map(actorOf)).size,
    },
    neededLines: null,
  });
  // That a tool is used goes with success as well, where it is used for nothing else.
  for (const { tool } of workflow.steps) draft.truths.push({ kind: "outcome_association", words: [tool] });
}

function failingTrap(draft: CorpusDraft, workflow: Workflow, sessions: SessionPlan[]): void {
  play(draft, workflow, sessions.slice(0, 5), (at) => at === 0);
  leave(workflow, sessions.slice(5), true);
  draft.trap("F12", "steps that go with failure", [workflow.task]);
}

function dictatedTrap(draft: CorpusDraft, workflow: Workflow, sessions: SessionPlan[]): void {
  const order = `Every visitor is asked for ${workflow.steps.map(nameOf).join(", ")}.`;
  const page = () => callOf(draft.pack.outside, draft.varied(), order);
  play(draft, workflow, sessions.slice(0, 5), () => true, page);
  leave(workflow, sessions.slice(5), false);
  draft.trap("F12", "steps that a stranger's page asks for", [workflow.task]);
  for (const { tool } of [...workflow.steps, draft.pack.outside])
    draft.truths.push({ kind: "outcome_association", words: [tool] });
}

function unknownTrap(draft: CorpusDraft, workflow: Workflow, sessions: SessionPlan[]): void {
  play(draft, workflow, sessions, () => null);
  draft.trap("F12", "steps of sessions whose end nobody knows", [workflow.task]);
}

function everybodyTrap(draft: CorpusDraft, workflow: Workflow, sessions: SessionPlan[]): void {
  play(draft, workflow, sessions, () => true);
  draft.trap("F12", "steps that every session of a task does", [workflow.task]);
}

/** Does the steps in each session, at times with other work between two of them. */
function play(
  draft: CorpusDraft,
  { task, steps }: Workflow,
  sessions: readonly SessionPlan[],
  succeeds: (at: number) => boolean | null,
  before: () => CallStep | null = () => null,
): CallStep[][] {
  const { random } = draft;
  return sessions.map((session, at) => {
    const slots = draft.varied();
    const calls = steps.map((form) => callOf(form, slots, random.pick(form.ok)));
    const between = () => (random.chance(0.25) ? [backgroundCall(draft)] : []);
    session.task = task;
    session.outcome = outcomeOf(succeeds(at));
    const first = before();
    session.blocks.push([
      ...(first ? [first] : []),
      ...calls.flatMap((call, index) => (index === 0 ? [call] : [...between(), call])),
    ]);
    return calls;
  });
}

function leave({ task }: Workflow, sessions: readonly SessionPlan[], succeeds: boolean): void {
  for (const session of sessions) {
    session.task = task;
    session.outcome = outcomeOf(succeeds);
  }
}

function outcomeOf(succeeds: boolean | null): SessionPlan["outcome"] {
  return succeeds === null ? null : succeeds ? "success" : "failure";
}

/** As the engine names a step: its tool, or its command with the word that says what it does. */
function nameOf({ tool, input }: Workflow["steps"][number]): string {
  const line = input.command ?? input.line;
  if (line === undefined) return tool;
  const words = line.split(" ").filter((word) => !word.startsWith("-"));
  return words.slice(0, 2).join(" ");
}
