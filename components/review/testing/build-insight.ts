import type { DreamInsight, InsightEvidence, InsightKind, InsightSupport } from "@/lib/contract/dream-insight";

export const supportOf = (part: Partial<InsightSupport> = {}): InsightSupport => ({
  occurrences: 7,
  opportunities: null,
  sessions: 4,
  actors: 3,
  days: 3,
  expected: null,
  p_adjusted: null,
  lag_seconds: null,
  interval95: null,
  ...part,
});

export const saidIn = (session: string, quote: string, role: InsightEvidence["role"] = "for"): InsightEvidence => ({
  source: "event",
  session_id: `sesn_01${session}4H5VN3M7Q2T8RD6BCFW`,
  event_id: `sevt_01${session}4H5VN3M7Q2T8RD6BCFW`,
  quote,
  role,
});

const standsIn = (path: string, line: number, quote: string): InsightEvidence => ({
  source: "memory",
  memory_id: "mem_01K9XYZ4H5VN3M7Q2T8RD6BCFW",
  memory_version_id: "memver_01K9XYZ4H5VN3M7Q2T8RD6BCFW",
  path,
  lines: [line, line],
  quote,
  role: "for",
});

const shared = {
  type: "dream_insight" as const,
  dream_id: "drm_01K9XYZ4H5VN3M7Q2T8RD6BCFW",
  detector: "a detector",
  engine: "reverie-deterministic-1",
  tier: "recurrent" as const,
  conditions: [],
  change_ids: [],
  support: supportOf(),
  evidence: [],
  state: "proposed" as const,
  dropped_reason: null,
};

type OfKind<Kind extends InsightKind> = Extract<DreamInsight, { kind: Kind }>;

/** An insight of a kind with the facts that it is about; everything else as most have it. */
export function buildInsight<Kind extends InsightKind>(
  kind: Kind,
  subject: OfKind<Kind>["subject"],
  part: Partial<Omit<DreamInsight, "kind" | "subject">> = {},
): DreamInsight {
  const id = part.id ?? `dins_${kind}`;
  return { ...shared, claim: `A finding of kind ${kind}`, identity: id, ...part, id, kind, subject } as DreamInsight;
}

/** One insight of each kind, as the detectors and the model make them. */
export function insightOfEachKind(): DreamInsight[] {
  return [
    buildInsight(
      "correction",
      { tool: "Bash", wrong: "-n payments", right: "-n pay-prod" },
      {
        claim: "The namespace of payments-api is pay-prod, not payments",
        conditions: ["service payments-api", "environment production"],
        evidence: [
          saidIn("K9A", 'Error from server (NotFound): namespaces "payments" not found'),
          saidIn("K9B", "kubectl get pods -n pay-prod -l app=payments-api", "closing"),
          saidIn("K9C", "kubectl get pods -n payments works in the old cluster", "against"),
        ],
        backtest: { prevented: 5, failures: 6, sessions: 4, other_actors: 2, misled: 1 },
      },
    ),
    buildInsight(
      "temporal_association",
      { antecedent: "LedgerCPUHigh", consequent: "PaymentsLatencyP99", entity: null, lag_seconds: 720 },
      {
        tier: "statistical",
        claim: "PaymentsLatencyP99 follows LedgerCPUHigh by about 12 minutes",
        support: supportOf({
          occurrences: 7,
          opportunities: 8,
          sessions: 7,
          days: 5,
          expected: 1.24,
          p_adjusted: 0.0031,
          lag_seconds: { median: 720, low: 640, high: 810 },
          interval95: [0.53, 0.98],
        }),
        evidence: [
          saidIn("K9D", "LedgerCPUHigh 97 % at 02:10"),
          saidIn("K9E", "PaymentsLatencyP99 1,180 ms at 02:22", "closing"),
          saidIn("K9F", "LedgerCPUHigh 93 % at 11:40, no latency alert in the two hours after", "against"),
        ],
      },
    ),
    buildInsight("dead_reference", { tool: "Read", reference: "deploy/search-svc/values.yml" }),
    buildInsight("error_pattern", { tool: "Bash", template: "connection to <host> timed out after <n> s" }),
    buildInsight("repeated_discovery", {
      tool: "Bash",
      question: "svcctl owner payments-api",
      answer: "payments-core",
    }),
    buildInsight("retry_loop", { tool: "Bash", call: "terraform plan -lock-timeout=0s" }),
    buildInsight(
      "workflow",
      { task: "rotate-key", steps: ["issue_key", "svcctl deploy", "revoke_key"] },
      { tier: "statistical", support: supportOf({ opportunities: 11, expected: 0.02, p_adjusted: 0.015 }) },
    ),
    buildInsight(
      "co_occurrence",
      { members: ["CheckoutErrorRate", "PaymentsLatencyP99"] },
      { tier: "statistical", state: "watch", dropped_reason: "Seen together twice; three sessions are needed." },
    ),
    buildInsight(
      "scheduled",
      { event: "NotifyHeartbeatMissing", period_seconds: 3600 },
      {
        tier: "statistical",
        state: "suppressed",
        dropped_reason: "Both follow the clock, so that one seems to cause the other.",
      },
    ),
    buildInsight("outcome_association", { feature: "read runbooks/failover.md first", outcome: "success" }),
    buildInsight(
      "duplicate",
      { path: "/alerts/cache-crash-loop.md", lines: [[3, 3]], kept_path: "/services/cache.md", kept: [3, 4] },
      { tier: "exact", evidence: [standsIn("/services/cache.md", 3, "raise maxmemory to 2gb before restarting them")] },
    ),
    buildInsight(
      "contradiction",
      { key: "owner of payments-api", values: ["payments-core", "checkout"], survivor: null },
      { tier: "exact", state: "flagged", dropped_reason: "Neither value is confirmed by a tool result." },
    ),
    buildInsight("staleness", { path: "/services/ledger-db.md", line: 5, closed_by: "sevt_01K9XYZ4H5VN3M7Q2T8RD6" }),
    buildInsight("broken_link", { path: "/runbooks/payments-latency.md", target: "db-failover.md", replacement: null }),
    buildInsight("structure", { path: "/learnings.md" }),
    buildInsight("index", { path: "/INDEX.md" }),
    buildInsight("preference", { statement: "Page people through the board, not by mail." }),
    buildInsight("coordination", { entity: "PR #412", tool: "gh pr create", sessions: ["sesn_1", "sesn_2"] }),
    buildInsight("lesson", { statement: "Raise maxmemory before restarting cache pods." }),
    buildInsight("utility", { path: "/services/cache.md", line: 3, effect: "helped" }),
  ];
}
