import type { DreamInsight, InsightKind, InsightTier } from "@/lib/contract/dream-insight";

const kindWords: Record<InsightKind, string> = {
  correction: "correction",
  dead_reference: "dead reference",
  error_pattern: "recurring error",
  repeated_discovery: "repeated discovery",
  retry_loop: "retry loop",
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

/** "4 sessions · 3 agents · 3 days"; what was not counted is left out. */
export function supportWords({ support }: Pick<DreamInsight, "support">): string {
  const counted: [number, string, string][] = [
    [support.sessions, "session", "sessions"],
    [support.actors, "agent", "agents"],
    [support.days, "day", "days"],
  ];
  const parts = counted.flatMap(([count, one, many]) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]));
  if (support.opportunities !== null) parts.unshift(`${support.occurrences} of ${support.opportunities} times`);
  return parts.join(" · ");
}
