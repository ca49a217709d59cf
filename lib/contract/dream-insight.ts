import { z } from "zod";
import { insightTiers } from "./vocabulary";

export const insightTier = z.enum(insightTiers);
export type InsightTier = z.infer<typeof insightTier>;

export const insightState = z.enum(["proposed", "flagged", "watch", "suppressed"]);
export type InsightState = z.infer<typeof insightState>;

const evidenceRole = z.enum(["for", "against", "closing"]);

/** First and last line, counted from 1, front matter included. */
const lineRange = z.tuple([z.number().int().min(1), z.number().int().min(1)]);

export const eventEvidence = z.object({
  source: z.literal("event"),
  session_id: z.string(),
  event_id: z.string(),
  quote: z.string(),
  role: evidenceRole,
});
export type EventEvidence = z.infer<typeof eventEvidence>;

export const memoryEvidence = z.object({
  source: z.literal("memory"),
  memory_id: z.string(),
  memory_version_id: z.string(),
  /** Of another store than the dream's: a read-only one that its sessions had. */
  memory_store_id: z.string().optional(),
  path: z.string(),
  lines: lineRange,
  quote: z.string(),
  role: evidenceRole,
});
export type MemoryEvidence = z.infer<typeof memoryEvidence>;

export const insightEvidence = z.discriminatedUnion("source", [eventEvidence, memoryEvidence]);
export type InsightEvidence = z.infer<typeof insightEvidence>;

const count = z.number().int().min(0);

export const insightSupport = z.object({
  occurrences: count,
  opportunities: count.nullable(),
  sessions: count,
  actors: count,
  days: count,
  expected: z.number().nullable(),
  p_adjusted: z.number().nullable(),
  lag_seconds: z.object({ median: z.number(), low: z.number(), high: z.number() }).nullable(),
  interval95: z.tuple([z.number(), z.number()]).nullable(),
});
export type InsightSupport = z.infer<typeof insightSupport>;

const backtest = z.object({
  prevented: count,
  failures: count,
  sessions: count,
  other_actors: count,
  misled: count,
});

const sharedFields = {
  id: z.string(),
  type: z.literal("dream_insight"),
  dream_id: z.string(),
  identity: z.string(),
  detector: z.string(),
  engine: z.string(),
  tier: insightTier,
  claim: z.string(),
  conditions: z.array(z.string()),
  change_ids: z.array(z.string()),
  support: insightSupport,
  evidence: z.array(insightEvidence),
  state: insightState,
  dropped_reason: z.string().nullable(),
  backtest: backtest.optional(),
};

function insightOf<Kind extends string, Subject extends z.ZodRawShape>(kind: Kind, subject: Subject) {
  return z.object({ ...sharedFields, kind: z.literal(kind), subject: z.object(subject) });
}

export const dreamInsight = z
  .discriminatedUnion("kind", [
    insightOf("correction", { tool: z.string(), wrong: z.string(), right: z.string() }),
    insightOf("dead_reference", { tool: z.string(), reference: z.string() }),
    insightOf("error_pattern", { tool: z.string(), template: z.string() }),
    insightOf("repeated_discovery", { tool: z.string(), question: z.string(), answer: z.string() }),
    insightOf("retry_loop", { tool: z.string(), call: z.string() }),
    insightOf("workflow", { task: z.string().nullable(), steps: z.array(z.string()) }),
    insightOf("temporal_association", {
      antecedent: z.string(),
      consequent: z.string(),
      entity: z.string().nullable(),
      lag_seconds: z.number(),
    }),
    insightOf("co_occurrence", { members: z.array(z.string()) }),
    insightOf("scheduled", { event: z.string(), period_seconds: z.number() }),
    insightOf("outcome_association", { feature: z.string(), outcome: z.string() }),
    insightOf("duplicate", {
      path: z.string(),
      lines: z.array(lineRange),
      kept_path: z.string(),
      kept: lineRange,
    }),
    insightOf("contradiction", { key: z.string(), values: z.array(z.string()), survivor: z.string().nullable() }),
    insightOf("staleness", { path: z.string(), line: z.number().int().min(1), closed_by: z.string().nullable() }),
    insightOf("broken_link", { path: z.string(), target: z.string(), replacement: z.string().nullable() }),
    insightOf("structure", { path: z.string() }),
    insightOf("index", { path: z.string() }),
    insightOf("preference", { statement: z.string() }),
    insightOf("coordination", { entity: z.string(), tool: z.string(), sessions: z.array(z.string()) }),
    insightOf("lesson", { statement: z.string() }),
    insightOf("utility", { path: z.string(), line: z.number().int().min(1), effect: z.string() }),
  ])
  .meta({ id: "DreamInsight" });
export type DreamInsight = z.infer<typeof dreamInsight>;
export type InsightKind = DreamInsight["kind"];
