import { z } from "zod";

// Limits of length are the gates' business: endpoints refuse schemas with them, and one long text must not cost the others.

const evidence = z.object({ event: z.number().int(), quote: z.string() });

export const observationKind = z.enum([
  "mistake",
  "fix",
  "fact",
  "preference",
  "inefficiency",
  "coordination",
  "memory_wrong",
  "memory_helped",
]);

const observation = z.object({
  kind: observationKind,
  statement: z.string(),
  conditions: z.array(z.string()),
  entities: z.array(z.string()),
  outcome: z.enum(["success", "failure", "unknown"]),
  evidence: z.array(evidence),
});
export type RawObservation = z.infer<typeof observation>;

export const mapAnswer = z.object({ observations: z.array(observation) });

const operation = z.object({
  op: z.enum(["add", "replace", "delete", "move"]),
  path: z.string().nullable(),
  base_sha: z.string().nullable(),
  lines: z.array(z.number().int()).nullable(),
  to_line: z.number().int().nullable(),
  old_text: z.string().nullable(),
  new_text: z.string().nullable(),
  conditions: z.array(z.string()),
  obs_ids: z.array(z.string()),
  rationale: z.string(),
  risk: z.enum(["low", "medium", "high"]),
});
export type RawOperation = z.infer<typeof operation>;

export const reduceAnswer = z.object({ ops: z.array(operation) });

export const verdict = z.enum(["supported", "partly", "contradicted", "insufficient"]);
export type Verdict = z.infer<typeof verdict>;

export const verifyAnswer = z.object({ verdict, reason: z.string() });
