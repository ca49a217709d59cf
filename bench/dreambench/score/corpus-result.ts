import { z } from "zod";
import { familyNames } from "../generate/plant";

const family = z.enum(familyNames);
const amount = z.number().min(0);

export const verdict = z.enum(["hit", "redundant", "partial", "benign", "false"]);
export type Verdict = z.infer<typeof verdict>;

/** A proposal that should not be there, a plant that was not found, or one found with wrong counts or evidence. */
export const fault = z.object({
  family,
  kind: z.enum(["missed", "false", "count", "evidence"]),
  what: z.string(),
  detail: z.string(),
});
export type Fault = z.infer<typeof fault>;

const familyTally = z.object({
  plants: amount,
  hits: amount,
  redundant: amount,
  partial: amount,
  benign: amount,
  false: amount,
});
export type FamilyTally = z.infer<typeof familyTally>;

const reading = z.object({ asked: amount, right: amount, stale: amount, files: amount, bytes: amount });
export type Reading = z.infer<typeof reading>;

/** What one corpus gave, as a line of the results file. */
export const corpusResult = z.object({
  type: z.literal("corpus"),
  seed: z.number().int(),
  pack: z.string(),
  sessions: amount,
  events: amount,
  nullProcess: z.string().nullable(),
  /** The guard that was switched off, for ablations. */
  without: z.string().nullable(),
  families: z.record(z.string(), familyTally),
  /** Findings of kinds that no family plants. */
  others: z.object({ benign: amount, false: amount }),
  statistical: amount,
  strong: z.object({ plants: amount, hits: amount }),
  evidence: z.object({ cited: amount, right: amount, groups: amount, groupsCited: amount }),
  against: z.object({ groups: amount, groupsCited: amount }),
  counts: z.object({ checked: amount, right: amount }),
  harms: z.array(z.string()),
  leaks: z.array(z.string()),
  edits: z.object({ changed: amount, needed: amount }),
  faults: z.array(fault),
  stable: z.object({ repeats: z.boolean(), renaming: z.boolean(), flipped: amount, insights: amount }).nullable(),
  idempotent: z.boolean().nullable(),
  readings: z.record(z.string(), reading),
  milliseconds: amount,
});
export type CorpusResult = z.infer<typeof corpusResult>;
