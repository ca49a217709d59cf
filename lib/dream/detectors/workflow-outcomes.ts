import { groupBy } from "../engine/group-by";
import type { NormalisedSession } from "../engine/normalised-session";
import { fisherTail } from "../statistics/hypergeometric";

export interface OutcomeShare {
  succeeded: number;
  total: number;
}

export interface OutcomeComparison {
  with: OutcomeShare;
  without: OutcomeShare;
  /** Success with it minus success without it, within each task and weighted as Mantel and Haenszel do; null where no task has both. */
  difference: number | null;
  /** One-sided exact probability that chance makes the sessions with it succeed as often; 1 where several tasks are compared. */
  p: number;
}

/** Sessions with something against those without it, like with like: only sessions of one task are compared, and only those whose end is known. */
export function compareOutcomes(
  sessions: readonly NormalisedSession[],
  holders: ReadonlySet<NormalisedSession>,
): OutcomeComparison {
  const known = sessions.filter(({ outcome }) => outcome === "success" || outcome === "failure");
  const tasks = [...groupBy(known, ({ metadata }) => metadata.task ?? "")].filter(([task]) => task !== "");
  let [excess, weight] = [0, 0];
  for (const [, own] of tasks) {
    const [one, other] = sharesOf(own, holders);
    excess += (one.succeeded * other.total - other.succeeded * one.total) / own.length;
    weight += (one.total * other.total) / own.length;
  }
  const [one, other] = sharesOf(known, holders);
  const isOneTask = tasks.length === 1 && tasks[0]?.[1].length === known.length;
  const succeeded = one.succeeded + other.succeeded;
  return {
    with: one,
    without: other,
    difference: weight === 0 ? null : excess / weight,
    p: isOneTask ? fisherTail(one.succeeded, one.total, succeeded, known.length) : 1,
  };
}

function sharesOf(
  sessions: readonly NormalisedSession[],
  holders: ReadonlySet<NormalisedSession>,
): [OutcomeShare, OutcomeShare] {
  const [one, other] = [
    { succeeded: 0, total: 0 },
    { succeeded: 0, total: 0 },
  ];
  for (const session of sessions) {
    const share = holders.has(session) ? one : other;
    share.total++;
    if (session.outcome === "success") share.succeeded++;
  }
  return [one, other];
}
