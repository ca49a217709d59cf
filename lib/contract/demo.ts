import { z } from "zod";

/** Who plays the agents: the scripts, or a language model, by default the first that the installation lists. */
export const startDemoBody = z
  .object({
    agents: z.enum(["script", "model"]).optional(),
    model: z.string().min(1).max(256).optional(),
  })
  .meta({ id: "StartDemoBody" });
export type StartDemoBody = z.infer<typeof startDemoBody>;

/** What days 6 to 10 came to by one measure. Null where they were not lived that way. */
const demoMeasure = z
  .object({
    name: z.string(),
    title: z.string(),
    better: z.enum(["less", "more"]).nullable(),
    /** How many decimals say something. */
    digits: z.number().int(),
    without_memory: z.number().nullable(),
    without_dream: z.number().nullable(),
    with_dream: z.number().nullable(),
  })
  .meta({ id: "DemoMeasure" });
export type DemoMeasure = z.infer<typeof demoMeasure>;

/**
 * The SRE demo as it stands. Ten days are `playing`, of which the last five are lived with the notes as they are; then the
 * dream of day 5 is `dreaming`, `ready` for a review, or `reviewed`. `replaying` lives the last five days once more with
 * what was approved, and `compared` has both. `failed`: it broke off.
 */
export const demo = z
  .object({
    type: z.literal("demo"),
    status: z.enum(["playing", "dreaming", "ready", "reviewed", "replaying", "compared", "failed"]),
    /** The simulated day that is being played, and how many there are. */
    day: z.number().int(),
    days: z.number().int(),
    session_count: z.number().int(),
    /** The language model that plays the agents; null for the scripts. */
    model: z.string().nullable(),
    /** By name, once they exist. */
    memory_stores: z.record(z.string(), z.string()),
    /** The first session whose write met that of another agent and was refused. */
    conflict_session_id: z.string().nullable(),
    dream_id: z.string().nullable(),
    /** Where the dream stands, while days may still be played; null before day 5 is over. */
    dream_status: z.enum(["dreaming", "ready", "reviewed", "failed"]).nullable(),
    /** Days 6 to 10 by what agents remembered; empty until they are over. */
    comparison: z.array(demoMeasure),
    /** Why it broke off. */
    message: z.string().nullable(),
  })
  .meta({ id: "Demo" });
export type Demo = z.infer<typeof demo>;

export const demoState = z.object({ type: z.literal("demo_state"), demo: demo.nullable() }).meta({ id: "DemoState" });
export type DemoState = z.infer<typeof demoState>;
