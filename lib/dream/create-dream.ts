import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { requireStoreRead, requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { CreateDreamBody, Dream, OutputBehavior } from "@/lib/contract/dream";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors/conflict-error";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { readModelEnvironment } from "@/lib/observe/model-environment";
import { deterministicModelId, requireDreamModel } from "./dream-models";
import { type DreamRow, presentDream } from "./dream-row";
import { publishDream } from "./dream-topic";
import { findHiddenSession } from "./find-hidden-session";
import { priceOf } from "./models/model-prices";
import { referenceStoresOf } from "./reference-stores";

const noUsage = { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };

/** The dream's job in the queue: one waits at a time. */
export function dreamJobKey(dreamId: string): string {
  return `dream:${dreamId}`;
}

/**
 * Starts a dream: a row and a job, both or neither. Throws PermissionError, NotFoundError for a store or session out of
 * reach, InvalidRequestError for an archived store or a model that is not there, and ConflictError while another dream
 * writes into the same store.
 */
export async function createDream(ctx: Ctx, body: CreateDreamBody): Promise<Dream> {
  requirePermission(ctx.actor, "dream:write");
  await requireDreamModel(modelOf(body));
  requireEnforceableBudget(body);
  const dream = await inTransaction(ctx, async (tx) => {
    const { memoryStoreId, sessionIds, modelId, behavior } = await requireDreamable(tx, ctx, body);
    const row = await insertDream(tx, ctx, { memoryStoreId, sessionIds, modelId, behavior, body });
    await enqueueJob(tx, "run_dream", { dream_id: row.id }, { key: dreamJobKey(row.id) });
    await recordAuditEvent(tx, ctx, {
      action: "dream.create",
      target: { type: "dream", id: row.id },
      memoryStoreId,
      details: { sessions: sessionIds.length, output_behavior: behavior.type, model: modelId },
    });
    return presentDream(row);
  });
  publishDream(dream.id);
  return dream;
}

/** A limit in money that nobody can check must not look like one. */
function requireEnforceableBudget(body: CreateDreamBody): void {
  if (body.reverie?.budget?.max_cost == null || modelOf(body) === deterministicModelId) return;
  if (priceOf(modelOf(body), readModelEnvironment(process.env).prices) !== null) return;
  throw new InvalidRequestError(
    "reverie.budget.max_cost: the price of this model is not known; set REVERIE_MODEL_PRICES or limit max_tokens.",
  );
}

/**
 * What the body asks for, once it is known that the caller may dream so: the refusals of createDream, but for a held
 * store and a model that is not there. Throws as createDream does.
 */
export async function requireDreamable(tx: Tx, ctx: Ctx, body: CreateDreamBody) {
  requirePermission(ctx.actor, "dream:write");
  const { memoryStoreId, sessionIds } = readInputs(body);
  requireStoreRead(ctx.actor, memoryStoreId);
  const modelId = modelOf(body);
  const behavior: OutputBehavior = body.output_behavior ?? { type: "create_new" };
  await requireOpenInput(tx, ctx, memoryStoreId);
  const hidden = await findHiddenSession(tx, ctx.actor, sessionIds);
  if (hidden !== null) throw new NotFoundError("session", hidden);
  if (behavior.type === "update_existing") {
    if (behavior.memory_store_id !== memoryStoreId) {
      throw new InvalidRequestError("output_behavior.memory_store_id: must be the id of the input memory store.");
    }
    requireStoreWrite(ctx.actor, memoryStoreId);
  }
  return { memoryStoreId, sessionIds, modelId, behavior };
}

/** The id of the model that the body names. */
export function modelOf({ model }: CreateDreamBody): string {
  return typeof model === "string" ? model : model.id;
}

function readInputs(body: CreateDreamBody): { memoryStoreId: string; sessionIds: string[] } {
  let memoryStoreId = "";
  let sessionIds: string[] = [];
  for (const input of body.inputs) {
    if (input.type === "memory_store") memoryStoreId = input.memory_store_id;
    else sessionIds = [...input.session_ids].sort();
  }
  return { memoryStoreId, sessionIds };
}

async function requireOpenInput(tx: Tx, ctx: Ctx, memoryStoreId: string): Promise<void> {
  const { rows } = await tx.query<{ archived_at: Date | null }>(
    "SELECT archived_at FROM memory_store WHERE id = $1 AND workspace_id = $2 FOR SHARE",
    [memoryStoreId, ctx.actor.workspaceId],
  );
  const store = rows[0];
  if (store === undefined) throw new NotFoundError("memory store", memoryStoreId);
  if (store.archived_at !== null) {
    throw new InvalidRequestError("inputs: the memory store is archived and cannot be the input of a dream.");
  }
}

function budgetOf({ reverie }: CreateDreamBody): string | null {
  const budget = reverie?.budget;
  if (budget == null) return null;
  return JSON.stringify({ max_tokens: budget.max_tokens ?? null, max_cost: budget.max_cost ?? null });
}

interface NewDream {
  memoryStoreId: string;
  sessionIds: string[];
  modelId: string;
  behavior: OutputBehavior;
  body: CreateDreamBody;
}

async function insertDream(tx: Tx, ctx: Ctx, dream: NewDream): Promise<DreamRow> {
  const references = await referenceStoresOf(tx, ctx.actor, dream);
  const { rows } = await tx.query<DreamRow>(
    `INSERT INTO dream (id, workspace_id, status, memory_store_id, session_ids, reference_store_ids, model, engine, instructions,
       output_behavior, usage, progress, holds_store, review_state, created_by_kind, created_by_id, created_at, budget)
     VALUES ($1, $2, 'pending', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'unreviewed', $13, $14, $15, $16)
     ON CONFLICT (memory_store_id) WHERE holds_store DO NOTHING RETURNING *`,
    [
      newId("dream"),
      ctx.actor.workspaceId,
      dream.memoryStoreId,
      dream.sessionIds,
      references,
      JSON.stringify({ id: dream.modelId, speed: "standard" }),
      dream.modelId,
      dream.body.instructions ?? null,
      dream.behavior.type,
      JSON.stringify(noUsage),
      JSON.stringify({ phase: "waiting", done: 0, total: 0 }),
      dream.behavior.type === "update_existing",
      ctx.actor.kind,
      ctx.actor.id,
      ctx.clock(),
      budgetOf(dream.body),
    ],
  );
  if (rows[0] !== undefined) return rows[0];
  const holder = await tx.query<{ id: string }>("SELECT id FROM dream WHERE memory_store_id = $1 AND holds_store", [
    dream.memoryStoreId,
  ]);
  const other = holder.rows[0]?.id;
  throw new ConflictError(
    `${other === undefined ? "Another dream" : `The dream ${other}`} still writes into this memory store.`,
  );
}
