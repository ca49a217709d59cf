import { z } from "zod";
import { actor, timeFilter, timestamp } from "./common";

const counts = { created: z.number().int(), modified: z.number().int(), deleted: z.number().int() };

/** What one author did; `actor` is null where none was recorded. */
const actorActivity = z.object({ actor: actor.nullable(), ...counts, last_at: timestamp });
/** What happened at one path; redacted versions, which have none, are not counted. */
const pathActivity = z.object({ path: z.string(), ...counts, last_at: timestamp });
/** One UTC day; `actors` are those who wrote most in the whole time, in one order on every day. */
const dayActivity = z.object({
  day: z.iso.date(),
  ...counts,
  actors: z.array(z.object({ actor: actor.nullable(), count: z.number().int() })),
});

const span = { from: timestamp, to: timestamp };

/** Versions written from `from` until before `to`, counted; `truncated` when more groups exist than are shown. */
export const memoryActivity = z
  .discriminatedUnion("by", [
    z.object({ by: z.literal("actor"), ...span, data: z.array(actorActivity), truncated: z.boolean() }),
    z.object({ by: z.literal("path"), ...span, data: z.array(pathActivity), truncated: z.boolean() }),
    z.object({ by: z.literal("day"), ...span, data: z.array(dayActivity) }),
  ])
  .meta({ id: "MemoryActivity" });
export type MemoryActivity = z.infer<typeof memoryActivity>;

export const memoryActivityQuery = z.object({ by: z.enum(["actor", "path", "day"]), from: timeFilter, to: timeFilter });
