import { z } from "zod";
import { actor, pageCursor, pageLimit, sha256Hex, timestamp } from "./common";
import { changeOperation, changeState } from "./dream-change";
import { insightState, insightTier } from "./dream-insight";

const count = z.number().int().min(0);

export const seeDreamBody = z.strictObject({
  /** What was looked at, each in the form it had then; left out = every change as it is now. */
  changes: z
    .array(z.strictObject({ change_id: z.string().min(1), revision: z.number().int().min(1) }))
    .max(10_000)
    .nullish(),
});
export type SeeDreamBody = z.infer<typeof seeDreamBody>;

/** How far the caller has seen a dream. */
export const dreamSeen = z
  .object({
    type: z.literal("dream_seen"),
    dream_id: z.string(),
    seen: count,
    /** Changes that took another form since, or were never looked at. */
    unseen: count,
    seen_at: timestamp,
  })
  .meta({ id: "DreamSeen" });
export type DreamSeen = z.infer<typeof dreamSeen>;

export const discardDreamBody = z.strictObject({
  /** Why; kept as the comment of the review. */
  comment: z.string().max(4096).nullish(),
});
export type DiscardDreamBody = z.infer<typeof discardDreamBody>;

export const listOverlapsQuery = z.object({ limit: pageLimit(100, 50), page: pageCursor });

/** A file that another open proposal of the same store edits in the same lines. */
export const dreamOverlap = z
  .object({
    type: z.literal("dream_overlap"),
    change_id: z.string(),
    path: z.string(),
    /** The hunks that meet one of the other's; empty where the change concerns the file as a whole. */
    hunk_ids: z.array(z.string()),
    with: z.object({
      dream_id: z.string(),
      dream_created_at: timestamp,
      change_id: z.string(),
      operation: changeOperation,
      state: changeState,
      hunk_ids: z.array(z.string()),
    }),
  })
  .meta({ id: "DreamOverlap" });
export type DreamOverlap = z.infer<typeof dreamOverlap>;

export const compareDreamsQuery = z.object({
  with: z.string().min(1),
  limit: pageLimit(100, 50),
  page: pageCursor,
});

/** `new` = only in this dream, `gone` = only in the one that it is compared with. */
const dreamStanding = z.enum(["new", "gone", "changed", "same"]);
export type DreamStanding = z.infer<typeof dreamStanding>;

const insightSide = z.object({ id: z.string(), tier: insightTier, state: insightState, sessions: count });
const changeSide = z.object({ id: z.string(), operation: changeOperation, state: changeState });

export const dreamDifference = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("insight_difference"),
    standing: dreamStanding,
    identity: z.string(),
    kind: z.string(),
    claim: z.string(),
    this: insightSide.nullable(),
    with: insightSide.nullable(),
  }),
  z.object({
    type: z.literal("change_difference"),
    standing: dreamStanding,
    path: z.string(),
    this: changeSide.nullable(),
    with: changeSide.nullable(),
  }),
]);
export type DreamDifference = z.infer<typeof dreamDifference>;

const standingCounts = z.object({ new: count, gone: count, changed: count, same: count });

export const dreamComparison = z
  .object({
    type: z.literal("dream_comparison"),
    dream_id: z.string(),
    with_dream_id: z.string(),
    insights: standingCounts,
    changes: standingCounts,
    data: z.array(dreamDifference),
    next_page: z.string().nullable(),
  })
  .meta({ id: "DreamComparison" });
export type DreamComparison = z.infer<typeof dreamComparison>;

/** The three texts of a file whose base moved, and what a merge of them would be. */
export const dreamMerge = z
  .object({
    type: z.literal("dream_merge"),
    change_id: z.string(),
    /** Empty for a new file; null where the text was redacted or erased. */
    base: z.string().nullable(),
    /** The file as approved, with what is not decided yet; null for a deletion or where it cannot be made. */
    proposed: z.string().nullable(),
    live: z
      .object({
        memory_id: z.string(),
        memory_version_id: z.string(),
        path: z.string(),
        content: z.string(),
        content_sha256: sha256Hex,
        created_by: actor.nullable(),
        created_at: timestamp,
      })
      .nullable(),
    merge: z.object({ content: z.string(), clean: z.boolean() }).nullable(),
  })
  .meta({ id: "DreamMerge" });
export type DreamMerge = z.infer<typeof dreamMerge>;

export const dreamEstimate = z
  .object({
    type: z.literal("dream_estimate"),
    model: z.string(),
    sessions: count,
    events: count,
    input_tokens: count,
    output_tokens: count,
    /** In US dollars. */
    cost: z.number().min(0),
    /** False where nobody said what the model costs; `cost` is 0 then. */
    is_cost_known: z.boolean(),
    seconds: z.number().min(0),
    /** Whether `seconds` comes from dreams that ran here, and from how many. */
    measured_dreams: count,
  })
  .meta({ id: "DreamEstimate" });
export type DreamEstimate = z.infer<typeof dreamEstimate>;
