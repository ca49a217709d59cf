import { dayOf, dreamMinute } from "@/examples/sre/world";
import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Demo, DemoState } from "@/lib/contract/demo";
import { findDemoObjects } from "./demo-objects";
import { readDemoSetting } from "./demo-setting";

/** How far the demo is, read off its own objects. Throws PermissionError. */
export async function getDemo(ctx: Ctx): Promise<DemoState> {
  requirePermission(ctx.actor, "memory:read");
  const workspaceId = ctx.actor.workspaceId;
  const setting = await readDemoSetting(readerOf(ctx), workspaceId);
  const { stores, sessionIds, lastDay, dream } = await findDemoObjects(readerOf(ctx), workspaceId);
  if (setting === null && stores.length === 0) return { type: "demo_state", demo: null };
  const status = setting?.status === "failed" ? "failed" : statusOf(dream);
  return {
    type: "demo_state",
    demo: {
      type: "demo",
      status,
      day: Math.max(1, lastDay),
      days: dayOf(dreamMinute),
      session_count: sessionIds.length,
      memory_stores: Object.fromEntries(stores.map(({ id, name }) => [name, id])),
      dream_id: dream?.id ?? null,
      model: setting?.model ?? null,
      message: setting?.message ?? null,
    },
  };
}

function statusOf(dream: { status: string; review_state: string } | null): Demo["status"] {
  if (dream === null) return "playing";
  if (dream.status === "pending" || dream.status === "running") return "dreaming";
  if (dream.status !== "completed") return "failed";
  return dream.review_state === "applied" || dream.review_state === "discarded" ? "reviewed" : "ready";
}
