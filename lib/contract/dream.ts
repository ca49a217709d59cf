import { z } from "zod";
import {
  booleanFilter,
  characters,
  nullableTimestamp,
  pageCursor,
  pageLimit,
  repeated,
  sha256Hex,
  timeFilter,
  timestamp,
} from "./common";
import { dreamChange, dreamConflict, hunkDecision } from "./dream-change";
import { insightTier } from "./dream-insight";
import { memoryContent, view } from "./memory";

export const dreamStatus = z.enum(["pending", "running", "completed", "failed", "canceled"]);
export type DreamStatus = z.infer<typeof dreamStatus>;

export const dreamReviewState = z.enum(["unreviewed", "in_review", "applied", "discarded"]);
export type DreamReviewState = z.infer<typeof dreamReviewState>;

const storeInput = z.strictObject({ type: z.literal("memory_store"), memory_store_id: z.string().min(1) });
const sessionsInput = z.strictObject({
  type: z.literal("sessions"),
  session_ids: z
    .array(z.string().min(1))
    .min(1, "must name at least one session")
    .max(100, "must name at most 100 sessions")
    .refine((ids) => new Set(ids).size === ids.length, "must not name a session twice"),
});
export const dreamInput = z.discriminatedUnion("type", [storeInput, sessionsInput]);
export type DreamInput = z.infer<typeof dreamInput>;

export const outputBehavior = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("create_new") }),
  z.strictObject({ type: z.literal("update_existing"), memory_store_id: z.string().min(1) }),
]);
export type OutputBehavior = z.infer<typeof outputBehavior>;

const modelId = characters(1, 256);

export const createDreamBody = z.strictObject({
  inputs: z
    .array(dreamInput)
    .refine(
      (inputs) => inputs.filter((input) => input.type === "memory_store").length === 1,
      "must hold exactly one input of type memory_store",
    )
    .refine(
      (inputs) => inputs.filter((input) => input.type === "sessions").length === 1,
      "must hold exactly one input of type sessions",
    ),
  model: z.union([modelId, z.strictObject({ id: modelId, speed: z.literal("standard").nullish() })]),
  instructions: characters(1, 4096).nullish(),
  output_behavior: outputBehavior.nullish(),
  reverie: z
    .strictObject({
      /** What a dream with a language model may use at most; the installation's own limits stay above it. */
      budget: z
        .strictObject({
          max_tokens: z.number().int().min(1).nullish(),
          /** In US dollars. */
          max_cost: z.number().positive().nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type CreateDreamBody = z.infer<typeof createDreamBody>;

const tokens = z.number().int().min(0);
export const dreamUsage = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  cache_creation_input_tokens: tokens,
  cache_read_input_tokens: tokens,
});
export type DreamUsage = z.infer<typeof dreamUsage>;

export const dreamPhase = z.enum([
  "waiting",
  "freezing",
  "reading",
  "detecting",
  "mapping",
  "reducing",
  "verifying",
  "assembling",
  "writing",
  "finished",
]);
export type DreamPhase = z.infer<typeof dreamPhase>;

export const dreamProgress = z.object({
  phase: dreamPhase,
  done: z.number().int().min(0),
  total: z.number().int().min(0),
});
export type DreamProgress = z.infer<typeof dreamProgress>;

/** Decisions counted by hunk; a change without hunks, such as a bare rename, counts as one. */
export const reviewCounts = z.object({
  approved: z.number().int(),
  rejected: z.number().int(),
  pending: z.number().int(),
});
export type ReviewCounts = z.infer<typeof reviewCounts>;

/** What a language model was asked and what became of its answers. */
export const modelReport = z.object({
  /** Pieces that the sessions were read in. */
  parts: z.number().int(),
  /** Observations that the first gate let through. */
  observations: z.number().int(),
  /** How many statements each gate held back. */
  dropped: z.record(z.string(), z.number().int()),
  /** Sessions, or parts of them, that the model did not read, and why. */
  unmapped: z.array(z.object({ session_id: z.string(), reason: z.string() })),
});
export type ModelReport = z.infer<typeof modelReport>;

/** How much the engine looked at. */
export const dreamReport = z.object({
  sessions: z.number().int(),
  events: z.number().int(),
  calls: z.number().int(),
  failed_calls: z.number().int(),
  memories: z.number().int(),
  model: modelReport.optional(),
});
export type DreamReport = z.infer<typeof dreamReport>;

export const dreamAbility = z.enum(["cancel", "archive", "review", "apply", "discard", "undo"]);
export type DreamAbility = z.infer<typeof dreamAbility>;

export const dream = z
  .object({
    id: z.string(),
    type: z.literal("dream"),
    status: dreamStatus,
    inputs: z.array(dreamInput),
    outputs: z.array(storeInput),
    model: z.object({ id: z.string(), speed: z.literal("standard") }),
    instructions: z.string().nullable(),
    output_behavior: outputBehavior,
    session_id: z.string().nullable(),
    usage: dreamUsage,
    error: z.object({ type: z.string(), message: z.string() }).nullable(),
    created_at: timestamp,
    ended_at: nullableTimestamp,
    archived_at: nullableTimestamp,
    reverie: z.object({
      progress: dreamProgress,
      review: reviewCounts.extend({ state: dreamReviewState, comment: z.string().nullable() }),
      engine: z.string(),
      /** True while a crash of its worker would only interrupt the dream. */
      resumable: z.boolean(),
      report: dreamReport.nullable(),
      started_at: nullableTimestamp,
      abilities: z.array(dreamAbility).optional(),
    }),
  })
  .meta({ id: "Dream" });
export type Dream = z.infer<typeof dream>;

export const getDreamQuery = z.object({ abilities: booleanFilter.optional() });

export const listDreamsQuery = z.object({
  "created_at[gt]": timeFilter,
  "created_at[lt]": timeFilter,
  include_archived: booleanFilter.optional(),
  "statuses[]": repeated(dreamStatus),
  statuses: repeated(dreamStatus),
  memory_store_id: z.string().optional(),
  limit: pageLimit(100, 20),
  page: pageCursor,
});

export const listInsightsQuery = z.object({
  kind: z.string().optional(),
  tier: insightTier.optional(),
  limit: pageLimit(100, 50),
  page: pageCursor,
});

export const listChangesQuery = z.object({ view: view.optional(), limit: pageLimit(100, 50), page: pageCursor });

export const dreamChangesPage = z.object({
  data: z.array(dreamChange),
  next_page: z.string().nullable(),
  /** Names, byte for byte, what is decided now; `apply` takes it back. */
  review_digest: sha256Hex,
});

const decisionVerb = z.enum(["approve", "reject", "reset"]);

export const reviewDecision = z
  .strictObject({
    change_id: z.string().min(1),
    /** Left out = every hunk of the change. */
    hunk_ids: z.array(z.string().min(1)).min(1).max(10_000).nullish(),
    decision: decisionVerb,
    /** What the reviewer saw decided on these hunks; where another reviewer was faster, nothing is overwritten (409). */
    expected_decision: hunkDecision.nullish(),
    /** The reviewer's own lines for one hunk, without line feeds. */
    replacement_lines: z
      .array(z.string().refine((line) => !line.includes("\n"), "must not contain a line feed"))
      .max(100_000)
      .nullish(),
    /** The reviewer's own text for the whole file. */
    content: memoryContent.nullish(),
    /** The content that `content` was merged with, where the file moved since the dream read it. */
    base_content_sha256: sha256Hex.nullish(),
  })
  .superRefine((value, ctx) => {
    const issue = problemOf(value);
    if (issue !== null) ctx.addIssue({ code: "custom", message: issue });
  });
export type ReviewDecision = z.infer<typeof reviewDecision>;

interface DecisionParts {
  hunk_ids?: string[] | null | undefined;
  decision: "approve" | "reject" | "reset";
  replacement_lines?: string[] | null | undefined;
  content?: string | null | undefined;
  base_content_sha256?: string | null | undefined;
}

function problemOf(value: DecisionParts): string | null {
  const hasLines = value.replacement_lines != null;
  const hasContent = value.content != null;
  if (hasLines && hasContent) return "replacement_lines and content exclude each other";
  if ((hasLines || hasContent) && value.decision !== "approve") return "only an approval can bring its own text";
  if (hasLines && value.hunk_ids?.length !== 1) return "replacement_lines needs exactly one hunk id";
  if (value.base_content_sha256 != null && !hasContent) return "base_content_sha256 needs content";
  return null;
}

export const reviewDreamBody = z.strictObject({
  decisions: z.array(reviewDecision).max(10_000),
  comment: characters(0, 4096).nullish(),
});
export type ReviewDreamBody = z.infer<typeof reviewDreamBody>;

export const dreamReviewed = z.object({
  type: z.literal("dream_review"),
  dream_id: z.string(),
  review: reviewCounts.extend({ state: dreamReviewState, comment: z.string().nullable() }),
  /** The changes that were decided on, as they stand now. */
  changes: z.array(dreamChange),
  review_digest: sha256Hex,
});
export type DreamReviewed = z.infer<typeof dreamReviewed>;

export const applyDreamBody = z.strictObject({
  review_digest: sha256Hex,
  target_memory_store_id: z.string().min(1).nullish(),
});
export type ApplyDreamBody = z.infer<typeof applyDreamBody>;

const writtenChange = z.object({ change_id: z.string(), memory_version_id: z.string() });
const skippedChange = z.object({
  change_id: z.string(),
  reason: z.enum(["not_approved", "already_applied", "no_effect", "decision_changed", "not_applied", "stopped"]),
});

export const appliedDream = z.object({
  type: z.literal("dream_apply"),
  dream_id: z.string(),
  applied: z.array(writtenChange),
  conflicts: z.array(dreamConflict),
  skipped: z.array(skippedChange),
  review: reviewCounts.extend({ state: dreamReviewState, comment: z.string().nullable() }),
  review_digest: sha256Hex,
});
export type AppliedDream = z.infer<typeof appliedDream>;
export type SkippedChange = z.infer<typeof skippedChange>;

export const undoneDream = appliedDream
  .omit({ type: true, applied: true })
  .extend({ type: z.literal("dream_undo"), undone: z.array(writtenChange) });
export type UndoneDream = z.infer<typeof undoneDream>;

export const dreamModel = z
  .object({
    id: z.string(),
    type: z.literal("model"),
    display_name: z.string(),
    created_at: timestamp,
  })
  .meta({ id: "Model" });
export type DreamModel = z.infer<typeof dreamModel>;

export const dreamModelList = z.object({
  data: z.array(dreamModel),
  first_id: z.string().nullable(),
  has_more: z.boolean(),
  last_id: z.string().nullable(),
});
