import { z } from "zod";

/** The SRE demo as it stands: playing, dreaming, waiting for a review, reviewed, or broken off. */
export const demo = z
  .object({
    type: z.literal("demo"),
    status: z.enum(["playing", "dreaming", "ready", "reviewed", "failed"]),
    /** The simulated day that is being played, and how many there are before the dream. */
    day: z.number().int(),
    days: z.number().int(),
    session_count: z.number().int(),
    /** By name, once they exist. */
    memory_stores: z.record(z.string(), z.string()),
    dream_id: z.string().nullable(),
    /** Why it broke off. */
    message: z.string().nullable(),
  })
  .meta({ id: "Demo" });
export type Demo = z.infer<typeof demo>;

export const demoState = z.object({ type: z.literal("demo_state"), demo: demo.nullable() }).meta({ id: "DemoState" });
export type DemoState = z.infer<typeof demoState>;
