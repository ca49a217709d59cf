import { demoDays } from "@/examples/sre/story";
import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Demo, DemoState } from "@/lib/contract/demo";
import { compareDays } from "./compare-days";
import { demoBranches } from "./demo-branches";
import { type DemoObjects, findDemoObjects } from "./demo-objects";
import { type DemoSetting, readDemoSetting } from "./demo-setting";

/** How far the demo is, read off its own objects. Throws PermissionError. */
export async function getDemo(ctx: Ctx): Promise<DemoState> {
  requirePermission(ctx.actor, "memory:read");
  const workspaceId = ctx.actor.workspaceId;
  const setting = await readDemoSetting(readerOf(ctx), workspaceId);
  const { stores, sessions, dream } = await findDemoObjects(readerOf(ctx), workspaceId);
  if (setting === null && stores.length === 0) return { type: "demo_state", demo: null };
  const dreamStatus = dreamStatusOf(dream);
  const status = statusOf(setting, dreamStatus);
  const isMeant = (branch: string | null) => status !== "replaying" || branch === demoBranches.withDream;
  const days = sessions.flatMap(({ day, branch }) => (isMeant(branch) ? [Number(day) || 0] : []));
  return {
    type: "demo_state",
    demo: {
      type: "demo",
      status,
      day: Math.max(status === "replaying" ? demoDays.untilDream + 1 : 1, ...days),
      days: demoDays.all,
      session_count: sessions.length,
      memory_stores: Object.fromEntries(stores.map(({ id, name }) => [name, id])),
      conflict_session_id: sessions.find(({ has_conflict }) => has_conflict)?.id ?? null,
      dream_id: dream?.id ?? null,
      dream_status: dreamStatus,
      comparison: setting === null ? [] : compareDays(setting.figures),
      model: setting?.model ?? null,
      message: setting?.message ?? null,
    },
  };
}

function statusOf(setting: DemoSetting | null, dream: Demo["dream_status"]): Demo["status"] {
  if (setting?.status === "failed" || dream === "failed") return "failed";
  if (setting?.status === "replaying") return "replaying";
  if (setting?.status === "playing" || dream === null) return "playing";
  return dream === "reviewed" && setting?.figures.dream != null ? "compared" : dream;
}

function dreamStatusOf(dream: DemoObjects["dream"]): Demo["dream_status"] {
  if (dream === null) return null;
  if (dream.status === "pending" || dream.status === "running") return "dreaming";
  if (dream.status !== "completed") return "failed";
  return dream.review_state === "applied" || dream.review_state === "discarded" ? "reviewed" : "ready";
}
