import type { DreamInsight, InsightKind, InsightState, InsightTier } from "@/lib/contract/dream-insight";
import type { BadgeTone } from "../ui/badge";
import { formatCount, formatNumber } from "../ui/format-count";
import { formatDuration } from "../ui/format-duration";

const kindWords: Record<InsightKind, string> = {
  correction: "correction",
  dead_reference: "dead reference",
  error_pattern: "recurring error",
  repeated_discovery: "repeated discovery",
  retry_loop: "retry loop",
  workflow: "workflow",
  temporal_association: "one follows another",
  co_occurrence: "occur together",
  scheduled: "scheduled",
  outcome_association: "goes with the outcome",
  duplicate: "duplicate",
  contradiction: "contradiction",
  staleness: "out of date",
  broken_link: "broken link",
  structure: "structure",
  preference: "preference",
  coordination: "coordination",
  lesson: "lesson",
  index: "index",
  utility: "usefulness",
};

const tierMeanings: Record<InsightTier, string> = {
  exact: "Can be checked now, in the files themselves.",
  recurrent: "Seen in several sessions.",
  statistical: "More often than chance would have it.",
};

interface StateWords {
  label: string;
  meaning: string;
  tone: BadgeTone;
}

const stateWords: Record<InsightState, StateWords> = {
  proposed: { label: "proposed", meaning: "An edit is proposed for it.", tone: "dream" },
  flagged: { label: "for a person", meaning: "It cannot be proved, so that no edit is proposed.", tone: "warn" },
  watch: {
    label: "watched",
    meaning: "There is not enough support yet; later dreams go on counting.",
    tone: "neutral",
  },
  suppressed: { label: "dropped", meaning: "A guard or an earlier rejection speaks against it.", tone: "neutral" },
};

/** "correction · recurrent"; the claim itself stands in the evidence beside it. */
export function insightTitle(insight: Pick<DreamInsight, "kind" | "tier">): string {
  return `${kindWords[insight.kind]} · ${insight.tier}`;
}

export function kindWord(kind: InsightKind): string {
  return kindWords[kind];
}

export function tierMeaning(tier: InsightTier): string {
  return tierMeanings[tier];
}

export function wordsForState(state: InsightState): StateWords {
  return stateWords[state];
}

/** "7 of 8 times · 4 sessions · 3 agents · 3 days"; what was not counted is left out. */
export function supportWords({ support }: Pick<DreamInsight, "support">): string {
  const { occurrences, opportunities, sessions, actors, days } = support;
  const counted: [number, string][] = [
    [sessions, "session"],
    [actors, "agent"],
    [days, "day"],
  ];
  const parts = counted.flatMap(([count, noun]) => (count === 0 ? [] : [formatCount(count, noun)]));
  if (opportunities !== null) parts.unshift(`${formatNumber(occurrences)} of ${formatNumber(opportunities)} times`);
  return parts.join(" · ");
}

/** "after 12 min, mostly 10 min 40 s to 13 min 30 s"; null where no time lies between. */
export function lagWords({ support }: Pick<DreamInsight, "support">): string | null {
  if (support.lag_seconds === null) return null;
  const [median, low, high] = [support.lag_seconds.median, support.lag_seconds.low, support.lag_seconds.high].map(
    (seconds) => formatDuration(Math.abs(seconds) * 1000),
  );
  return `after ${median}, mostly ${low} to ${high}`;
}

/** "1.2 times expected by chance · p 0.0031 · 95 % interval 53 to 98 %"; null where no statistics were done. */
export function chanceWords({ support }: Pick<DreamInsight, "support">): string | null {
  const { expected, p_adjusted, interval95 } = support;
  const parts = [
    ...(expected === null ? [] : [`${significant(expected)} times expected by chance`]),
    ...(p_adjusted === null ? [] : [p_adjusted < 0.0001 ? "p below 0.0001" : `p ${significant(p_adjusted)}`]),
    ...(interval95 === null ? [] : [`95 % interval ${percent(interval95[0])} to ${percent(interval95[1])} %`]),
  ];
  return parts.length === 0 ? null : parts.join(" · ");
}

/** "Would have prevented 5 of 6 failures in 4 sessions, 2 of them of other agents; misled 1"; null where it was not tried. */
export function backtestWords({ backtest }: Pick<DreamInsight, "backtest">): string | null {
  if (backtest === undefined) return null;
  const { prevented, failures, sessions, other_actors, misled } = backtest;
  const where = sessions === 0 ? "" : ` in ${formatCount(sessions, "session")}`;
  const others = other_actors === 0 ? "" : `, also of ${formatCount(other_actors, "other agent")}`;
  const harm = misled === 0 ? "" : `; would have misled ${formatNumber(misled)}`;
  return `Would have prevented ${formatNumber(prevented)} of ${formatCount(failures, "failure")}${where}${others}${harm}`;
}

function significant(value: number): string {
  return Number(value.toPrecision(2)).toString();
}

function percent(share: number): number {
  return Math.round(share * 100);
}
