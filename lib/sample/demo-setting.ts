import { z } from "zod";
import type { Queryable } from "@/lib/db/transaction";

/** What is kept of a demo beside its objects: whether somebody plays it, and why it broke off. */
const demoSetting = z.object({
  status: z.enum(["playing", "told", "failed"]),
  message: z.string().nullable(),
  /** The language model that plays the agents; null for the scripts. */
  model: z.string().nullable().default(null),
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
  value: Pick<DemoSetting, "status" | "message">,
): Promise<void> {
  await tx.query("UPDATE setting SET value = value || $2::jsonb WHERE workspace_id = $1 AND name = 'demo'", [
    workspaceId,
    JSON.stringify(value),
  ]);
}
