import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { CreateDreamBody } from "@/lib/contract/dream";
import type { DreamEstimate } from "@/lib/contract/dream-review";
import type { Tx } from "@/lib/db/transaction";
import { modelOf, requireDreamable } from "./create-dream";
import { deterministicModelId, requireDreamModel } from "./dream-models";
import { estimateModel, type ModelEstimate } from "./models/estimate-model";

/** Measured with the built-in engine on two cores over recorded transcripts; stands in until dreams have run here. */
const fallback = { startSeconds: 0.5, secondsPerThousandEvents: 0.6 };
const sampleSize = 20;
const noModel: ModelEstimate = { input_tokens: 0, output_tokens: 0, cost: 0, is_cost_known: true, seconds: 0 };

/**
 * What a dream with this body would take; nothing is started. The built-in engine asks no model, so its tokens and its
 * cost are 0; its time follows the events, at the pace of the newest dreams that ran here. Refuses what createDream refuses, but
 * for a store that another dream holds.
 */
export async function estimateDream(ctx: Ctx, body: CreateDreamBody): Promise<DreamEstimate> {
  requirePermission(ctx.actor, "dream:write");
  await requireDreamModel(modelOf(body));
  return inTransaction(ctx, async (tx) => {
    const { sessionIds, modelId } = await requireDreamable(tx, ctx, body);
    const { rows } = await tx.query<{ events: number }>(
      "SELECT coalesce(sum(last_sequence), 0)::integer AS events FROM session WHERE id = ANY($1::text[])",
      [sessionIds],
    );
    const events = rows[0]?.events ?? 0;
    const pace = await readPace(tx, ctx.actor.workspaceId, modelId);
    const secondsPerThousandEvents = pace.median ?? fallback.secondsPerThousandEvents;
    const own = fallback.startSeconds + (events / 1000) * secondsPerThousandEvents;
    const asked = modelId === deterministicModelId ? noModel : await estimateModel(tx, sessionIds, modelId);
    // Dreams that ran with this model took its time too.
    const seconds = pace.median === null ? own + asked.seconds : own;
    return {
      type: "dream_estimate",
      model: modelId,
      sessions: sessionIds.length,
      events,
      input_tokens: asked.input_tokens,
      output_tokens: asked.output_tokens,
      cost: asked.cost,
      is_cost_known: asked.is_cost_known,
      seconds: Math.round(seconds * 10) / 10,
      measured_dreams: pace.dreams,
    };
  });
}

/** Seconds that a thousand events took: the median of the newest dreams that read enough to tell. */
async function readPace(tx: Tx, workspaceId: string, modelId: string) {
  const { rows } = await tx.query<{ median: number | null; dreams: number }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(seconds - $3, 0) * 1000 / events) AS median, count(*)::integer AS dreams
     FROM (SELECT extract(epoch FROM ended_at - started_at)::float8 AS seconds, (report->>'events')::float8 AS events
           FROM dream WHERE workspace_id = $1 AND model->>'id' = $2 AND status = 'completed' AND started_at IS NOT NULL
             AND attempts = 1 AND (report->>'events')::integer >= 100
           ORDER BY created_at DESC, id DESC LIMIT $4) AS recent`,
    [workspaceId, modelId, fallback.startSeconds, sampleSize],
  );
  return rows[0] ?? { median: null, dreams: 0 };
}
