import { z } from "zod";

/** Every job of the installation with the payload it takes. Payloads hold ids, never content. */
export const jobPayloads = {
  run_dream: z.object({ dream_id: z.string() }),
  play_demo: z.object({ workspace_id: z.string() }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;
