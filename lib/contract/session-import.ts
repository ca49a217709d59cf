import { z } from "zod";
import { repeated } from "./common";
import { attachmentLimit } from "./limits";
import { session } from "./session";
import { importFormat } from "./session-event";

export const importSessionsQuery = z.object({
  format: z.enum([...importFormat.options, "auto"]).optional(),
  /** Attaches these stores, to be read only, to every session that this import makes. */
  memory_store_id: repeated(z.string().min(1)).refine(
    (ids) => ids === undefined || (ids.length <= attachmentLimit && new Set(ids).size === ids.length),
    `must name at most ${attachmentLimit} different memory stores`,
  ),
  agent_name: z.string().min(1).max(256).optional(),
});

export const importedSessions = z
  .object({
    data: z.array(session),
    /** What could not be read: the line (from 1) and why. */
    skipped: z.array(z.object({ line: z.number().int(), reason: z.string() })),
  })
  .meta({ id: "ImportedSessions" });
