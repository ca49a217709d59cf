import { z } from "zod";
import type { Queryable } from "@/lib/db/transaction";

const figures = z.record(z.string(), z.number()).nullable().default(null);

/** What is kept of a demo beside its objects: whether somebody plays it, why it broke off, and what its days came to. */
const demoSetting = z.object({
  status: z.enum(["playing", "told", "replaying", "failed"]),
  message: z.string().nullable(),
  /** The language model that plays the agents; null for the scripts. */
  model: z.string().nullable().default(null),
  /** Days 6 to 10 by the name of the measure, for each way in which they were lived. */
  figures: z
    .object({ none: figures, memory: figures, dream: figures })
    .default({ none: null, memory: null, dream: null }),
});
export type DemoSetting = z.infer<typeof demoSetting>;

/** Null when no demo was asked for on this server. */
export async function readDemoSetting(tx: Queryable, workspaceId: string): Promise<DemoSetting | null> {
  const { rows } = await tx.query<{ value: unknown }>(
    "SELECT value FROM setting WHERE workspace_id = $1 AND name = 'demo'",
    [workspaceId],
  );
  const parsed = demoSetting.safeParse(rows[0]?.value);
  return parsed.success ? parsed.data : null;
}

/** Only a demo that was not taken away meanwhile is written to. */
export async function updateDemoSetting(
  tx: Queryable,
  workspaceId: string,
  value: Pick<DemoSetting, "status" | "message"> & Partial<Pick<DemoSetting, "figures">>,
): Promise<void> {
  await tx.query("UPDATE setting SET value = value || $2::jsonb WHERE workspace_id = $1 AND name = 'demo'", [
    workspaceId,
    JSON.stringify(value),
  ]);
}
