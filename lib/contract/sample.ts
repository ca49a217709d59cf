import { z } from "zod";

/** The sample world of an empty installation. */
export const sample = z
  .object({
    type: z.literal("sample"),
    memory_store_id: z.string(),
    session_ids: z.array(z.string()),
    dream_id: z.string(),
  })
  .meta({ id: "Sample" });
export type Sample = z.infer<typeof sample>;

export const sampleState = z
  .object({ type: z.literal("sample_state"), sample: sample.nullable() })
  .meta({ id: "SampleState" });
