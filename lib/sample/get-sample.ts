import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Sample } from "@/lib/contract/sample";
import { readSampleSetting } from "./sample-setting";

/** Whether the installation holds the sample. */
export async function getSample(ctx: Ctx): Promise<{ type: "sample_state"; sample: Sample | null }> {
  requirePermission(ctx.actor, "memory:read");
  return { type: "sample_state", sample: await readSampleSetting(readerOf(ctx), ctx, "read") };
}
