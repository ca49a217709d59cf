import { type CorpusDraft, callOf } from "../generate/corpus-draft";

const leastSessions = 50;

/** F10: what makes sessions fail within each task, beside what only hard tasks have in common. */
export function plantOutcomes(draft: CorpusDraft, _count: number): void {
  const { random, pack } = draft;
  const { tasks, feature, hard, neutral } = pack.outcome;
  const isPlanted = draft.sessions.length >= leastSessions;
  // Claude Code files hold neither task nor outcome.
  const sessions = draft.sessions.filter(({ format }) => format !== "claude-code");
  const chosen = random.sample(tasks, Math.max(3, Math.round(sessions.length / 9)));
  const hardTasks = new Set(chosen.slice(0, Math.ceil(chosen.length / 2)));
  for (const [index, session] of sessions.entries()) {
    const task = chosen[index % chosen.length] ?? "";
    const slots = draft.varied();
    const isHard = hardTasks.has(task);
    const hasFeature = isPlanted && random.chance(0.5);
    const failureRate = hasFeature ? 0.92 : isPlanted ? 0.08 : isHard ? 0.8 : 0.15;
    session.task = task;
    session.outcome = random.chance(failureRate) ? "failure" : "success";
    if (hasFeature) session.blocks.push([callOf(feature, slots, random.pick(feature.error), true)]);
    if (isHard && random.chance(0.85)) session.blocks.push([callOf(hard, slots, random.pick(hard.error), true)]);
    if (random.chance(0.5)) session.blocks.push([callOf(neutral, slots, random.pick(neutral.ok))]);
  }
  draft.trap("F10", "what only hard tasks have", [hard.tool]);
  if (!isPlanted) return;
  draft.plant({
    family: "F10",
    key: { kind: "outcome_association", words: [feature.tool] },
    evidence: [],
    against: [],
    expected: "edit",
    counts: {},
    neededLines: null,
  });
}
