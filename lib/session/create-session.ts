import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { CreateSessionBody, Session, SessionResourceInput } from "@/lib/contract/session";
import { newId } from "@/lib/db/ids";
import { publish } from "@/lib/db/live-hub";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { addSessionResource } from "./add-session-resource";
import { findAgent } from "./agent/load-agent";
import { appendEvents } from "./append-events";
import { attachMemoryStores } from "./attach-memory-stores";
import { loadEnvironment } from "./environment/load-environment";
import { sessionTopic } from "./event-topic";
import { answerSession } from "./get-session";
import { insertSession } from "./insert-session";
import { readClientEvent } from "./read-sent-events";
import { requireSessionWrite } from "./require-session-access";
import { foreignAgent, resolveSessionAgent } from "./resolve-session-agent";
import type { SessionRow } from "./session-row";

/**
 * Makes a session. With `reverie.recorded` it is a transcript of something that ran elsewhere, whose agent and
 * environment may be any names. Throws PermissionError, also for an attachment whose access the actor does not hold;
 * NotFoundError for an agent, environment or store that does not exist; InvalidRequestError for an archived one.
 */
export async function createSession(ctx: Ctx, body: CreateSessionBody): Promise<Session> {
  requireSessionWrite(ctx.actor);
  const id = newId("session");
  const session = await inTransaction(ctx, async (tx) => {
    const row = await insertSession(tx, ctx, {
      id,
      agent: await resolveAgent(tx, ctx, body),
      environmentId: body.environment_id,
      title: body.title ?? null,
      metadata: body.metadata ?? {},
      budget: body.budget ?? null,
      vaultIds: body.vault_ids ?? [],
      recorded: body.reverie !== undefined,
      outcome: body.reverie?.outcome ?? null,
      startedAt: body.reverie?.started_at == null ? null : new Date(body.reverie.started_at),
    });
    if (!row.recorded) await checkEnvironment(tx, ctx, body);
    await addResources(tx, ctx, id, body.resources ?? []);
    await start(tx, ctx, row, body);
    await recordAuditEvent(tx, ctx, {
      action: "session.create",
      target: { type: "session", id },
      details: { recorded: row.recorded, resources: body.resources?.length ?? 0 },
    });
    return answerSession(tx, row);
  });
  publish(sessionTopic(id));
  return session;
}

async function resolveAgent(tx: Tx, ctx: Ctx, body: CreateSessionBody): Promise<Session["agent"]> {
  if (body.reverie === undefined) return resolveSessionAgent(tx, ctx, body.agent);
  const id = typeof body.agent === "string" ? body.agent : body.agent.id;
  const isKnown = (await findAgent(tx, ctx, id)) !== null;
  return isKnown ? resolveSessionAgent(tx, ctx, body.agent) : foreignAgent(id, body.reverie.agent_name ?? id);
}

async function checkEnvironment(tx: Tx, ctx: Ctx, body: CreateSessionBody): Promise<void> {
  const environment = await loadEnvironment(tx, ctx, body.environment_id, "FOR SHARE");
  if (environment.archived_at !== null) {
    throw new InvalidRequestError("environment_id: the environment is archived and takes no new sessions.", {
      data: { details: { error_code: "environment_archived" } },
    });
  }
  const foreign = body.resources?.find((resource) => resource.type !== "memory_store");
  if (environment.config.type === "self_hosted" && foreign !== undefined) {
    throw new InvalidRequestError("resources: a self-hosted environment takes only memory stores.");
  }
}

async function addResources(tx: Tx, ctx: Ctx, id: string, resources: readonly SessionResourceInput[]): Promise<void> {
  const placed = resources.map((input, position) => ({ input, position }));
  const stores = placed.flatMap(({ input, position }) => (input.type === "memory_store" ? [{ input, position }] : []));
  await attachMemoryStores(tx, ctx, id, stores);
  for (const { input, position } of placed) {
    if (input.type !== "memory_store") await addSessionResource(tx, id, input, position, ctx.clock());
  }
}

/** With work to do a session is born running; a recorded one says itself what it did. */
async function start(tx: Tx, ctx: Ctx, row: SessionRow, body: CreateSessionBody): Promise<void> {
  const events = (body.initial_events ?? []).map(readClientEvent);
  if (events.length === 0) return;
  const running = row.recorded ? [] : [{ type: "session.status_running", payload: {} }];
  await appendEvents(tx, row, [...events, ...running], ctx.clock());
}
