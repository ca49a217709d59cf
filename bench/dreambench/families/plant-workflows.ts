import { backgroundCall } from "../generate/background";
import { actorOf, type CorpusDraft, callOf } from "../generate/corpus-draft";
import { bothOf, type CallStep, type SessionPlan } from "../generate/transcript-plan";
import type { VocabularyPack } from "../packs/pack";

type Workflow = VocabularyPack["workflows"][number];
type Planter = (draft: CorpusDraft, workflow: Workflow, sessions: SessionPlan[]) => void;

const largeCorpus = 50;
/** In large corpora F10 needs tasks too. */
const shareOfLarge = 0.6;

/** F12: steps with which sessions of one task succeed, beside steps that go with failure, with orders of strangers, or with nothing known. */
export function plantWorkflows(draft: CorpusDraft, count: number): void {
  const { random, sessions, pack } = draft;
  // Claude Code files hold neither task nor outcome.
  const free = random.shuffle(sessions.filter(({ format }) => format !== "claude-code"));
  let left = Math.floor(free.length * (sessions.length < largeCorpus ? 1 : shareOfLarge));
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
  // What half of them do besides is no step.
  for (const session of doing.slice(0, Math.floor(doing.length / 2))) {
    const { neutral } = draft.pack.outcome;
    session.blocks.at(-1)?.push(callOf(neutral, draft.varied(), draft.random.pick(neutral.ok)));
  }
  leave(workflow, sessions.slice(doing.length), false);
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
