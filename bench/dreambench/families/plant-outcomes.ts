import { type CorpusDraft, callOf } from "../generate/corpus-draft";
import { bothOf, type CallStep } from "../generate/transcript-plan";

/** Smaller corpora hold the hard negative only. */
export const leastOutcomeSessions = 50;

interface Run {
  task: string;
  isFailed: boolean;
  /** The call that makes for failure, where the run made it. */
  call: CallStep | null;
}

/** F10: what makes sessions fail within each task, beside what only hard tasks have in common. */
export function plantOutcomes(draft: CorpusDraft, _count: number): void {
  const { random, pack } = draft;
  const { tasks, feature, hard, neutral } = pack.outcome;
  const isPlanted = draft.sessions.length >= leastOutcomeSessions;
  // Claude Code files hold neither task nor outcome.
  const sessions = draft.sessions.filter(({ format, task }) => format !== "claude-code" && task === null);
  const chosen = random.sample(tasks, Math.max(3, Math.round(sessions.length / 9)));
  const hardTasks = new Set(chosen.slice(0, Math.ceil(chosen.length / 2)));
  const runs: Run[] = [];
  for (const [index, session] of sessions.entries()) {
    const task = chosen[index % chosen.length] ?? "";
    const slots = draft.varied();
    const isHard = hardTasks.has(task);
    const hasFeature = isPlanted && random.chance(0.5);
    const failureRate = hasFeature ? 0.92 : isPlanted ? 0.08 : isHard ? 0.8 : 0.15;
    const isFailed = random.chance(failureRate);
    session.task = task;
    session.outcome = isFailed ? "failure" : "success";
    const call = hasFeature ? callOf(feature, slots, random.pick(feature.error), true) : null;
    if (call) session.blocks.push([call]);
    runs.push({ task, isFailed, call });
    if (isHard && random.chance(0.85)) session.blocks.push([callOf(hard, slots, random.pick(hard.error), true)]);
    if (random.chance(0.5)) session.blocks.push([callOf(neutral, slots, random.pick(neutral.ok))]);
  }
  draft.trap("F10", "what only hard tasks have", [hard.tool]);
  if (!isPlanted) return;
  const [shown, against] = [callsOf(runs, true), callsOf(runs, false)];
  draft.plant({
    family: "F10",
    key: { kind: "outcome_association", words: [feature.tool] },
    evidence: shown.map(bothOf),
    against: against.map(bothOf),
    expected: "edit",
    counts: {
      occurrences: shown.length,
      opportunities: shown.length + against.length,
      sessions: shown.length + against.length,
    },
    neededLines: null,
  });
}

/** The calls of the runs that ended so, of tasks that ended in both ways: in a task that always fails nothing makes the difference. */
function callsOf(runs: readonly Run[], isFailed: boolean): CallStep[] {
  const isCompared = ({ task }: Run) => runs.some((run) => run.task === task && run.isFailed !== isFailed);
  return runs.flatMap((run) => (run.call && run.isFailed === isFailed && isCompared(run) ? [run.call] : []));
}
