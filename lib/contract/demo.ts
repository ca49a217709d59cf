import { z } from "zod";

/** Who plays the agents: the scripts, or a language model, by default the first that the installation lists. */
export const startDemoBody = z
  .object({
    agents: z.enum(["script", "model"]).optional(),
    model: z.string().min(1).max(256).optional(),
  })
  .meta({ id: "StartDemoBody" });
export type StartDemoBody = z.infer<typeof startDemoBody>;

/** The SRE demo as it stands: playing, dreaming, waiting for a review, reviewed, or broken off. */
export const demo = z
  .object({
    type: z.literal("demo"),
    status: z.enum(["playing", "dreaming", "ready", "reviewed", "failed"]),
    /** The simulated day that is being played, and how many there are before the dream. */
    day: z.number().int(),
    days: z.number().int(),
    session_count: z.number().int(),
    /** The language model that plays the agents; null for the scripts. */
    model: z.string().nullable(),
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
