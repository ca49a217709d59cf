import { z } from "zod";
import { actor, nullableTimestamp, sha256Hex, timestamp } from "./common";

export const changeOperation = z.enum(["created", "modified", "deleted", "renamed"]);
export type ChangeOperation = z.infer<typeof changeOperation>;

export const hunkDecision = z.enum(["pending", "approved", "rejected"]);
export type HunkDecision = z.infer<typeof hunkDecision>;

export const changeRisk = z.enum(["low", "medium", "high"]);
export type ChangeRisk = z.infer<typeof changeRisk>;

export const changeState = z.enum(["pending", "approved", "partial", "rejected", "applied", "conflict"]);
export type ChangeState = z.infer<typeof changeState>;

/** A line without its line feed; a carriage return before it belongs to the text. */
export const hunkLine = z.object({ op: z.enum([" ", "+", "-"]), text: z.string() });

const position = z.number().int().min(0);

/** Positions follow unified diff: lines count from 1, and a start is the line before when its count is 0. */
export const dreamHunk = z.object({
  id: z.string(),
  old_start: position,
  old_count: position,
  new_start: position,
  new_count: position,
  lines: z.array(hunkLine),
  no_newline_at_end: z.object({ old: z.boolean(), new: z.boolean() }).optional(),
  insight_ids: z.array(z.string()),
  depends_on: z.array(z.string()),
  decision: hunkDecision,
  /** The reviewer's own lines, which stand in for what the hunk would put in. */
  replacement_lines: z.array(z.string()).nullable().optional(),
  decided_by: actor.nullable().optional(),
  decided_at: nullableTimestamp.optional(),
  applied: z.boolean().optional(),
});
export type DreamHunk = z.infer<typeof dreamHunk>;

export const changeBase = z.object({
  memory_id: z.string(),
  memory_version_id: z.string(),
  content_sha256: sha256Hex,
});

export const changeProposal = z.object({
  content_sha256: sha256Hex,
  content_size_bytes: z.number().int().min(0),
  /** Left out of `view=basic`. */
  content: z.string().optional(),
});
export type ChangeProposal = z.infer<typeof changeProposal>;

/** Why a file was left alone, and what a merge of both sides would be. */
export const dreamConflict = z.object({
  change_id: z.string(),
  reason: z.enum(["changed", "missing", "path_taken", "redacted"]),
  path: z.string(),
  current_content_sha256: sha256Hex.nullable(),
  merge: z.object({ content: z.string(), clean: z.boolean() }).nullable(),
});
export type DreamConflict = z.infer<typeof dreamConflict>;

export const dreamChange = z
  .object({
    id: z.string(),
    type: z.literal("dream_change"),
    dream_id: z.string(),
    operation: changeOperation,
    path: z.string(),
    previous_path: z.string().nullable(),
    base: changeBase.nullable(),
    proposed: changeProposal.nullable(),
    hunks: z.array(dreamHunk),
    risk: changeRisk,
    risk_reasons: z.array(z.string()),
    state: changeState,
    /** The decision on the file as a whole; `content` is the reviewer's own text for it. */
    decided: z.object({ content: z.string().nullable(), by: actor.nullable(), at: nullableTimestamp }).optional(),
    applied: z
      .object({ memory_store_id: z.string(), memory_version_id: z.string(), at: timestamp })
      .nullable()
      .optional(),
    conflict: dreamConflict.nullable().optional(),
    /** Counts the forms that the change took: decisions, applies, redactions. */
    revision: z.number().int().min(1),
    /** The form that the caller saw last; null = never looked. Only in lists. */
    seen_revision: z.number().int().min(1).nullable().optional(),
    /** Whether the file in the input store is no longer the one that the dream read. Only in lists. */
    is_stale: z.boolean().optional(),
  })
  .meta({ id: "DreamChange" });
export type DreamChange = z.infer<typeof dreamChange>;
