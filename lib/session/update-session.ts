import { isDeepStrictEqual } from "node:util";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Budget, Session, UpdateSessionBody } from "@/lib/contract/session";
import { publish } from "@/lib/db/live-hub";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { patchMetadata } from "@/lib/memory/update-memory-store";
import { checkMcpServers } from "./agent/complete-agent-parts";
import { completeAgentTools } from "./agent/complete-agent-tools";
import { appendEvents } from "./append-events";
import { sessionTopic } from "./event-topic";
import { answerSession } from "./get-session";
import { lockSession } from "./load-session";
import type { SessionRow } from "./session-row";

/**
 * Changes title, metadata, budget, the agent's tools (only while idle) or the outcome; what is left out stays. Throws
 * NotFoundError, PermissionError, and InvalidRequestError for what the session's state forbids.
 */
export async function updateSession(ctx: Ctx, id: string, body: UpdateSessionBody): Promise<Session> {
  const session = await inTransaction(ctx, async (tx) => {
    const row = await lockSession(tx, ctx, id);
    const next = {
      title: body.title === undefined ? row.title : body.title,
      metadata: patchMetadata(row.metadata, body.metadata ?? {}),
      agent: changeAgent(row, body.agent),
      budget: changeBudget(row, body.budget),
      outcome: body.reverie === undefined ? row.outcome : body.reverie.outcome,
    };
    const changed = (["title", "metadata", "agent", "budget", "outcome"] as const).filter(
      (field) => !isDeepStrictEqual(next[field], row[field]),
    );
    if (changed.length === 0) return answerSession(tx, row);
    await tx.query(
      `UPDATE session SET title = $2, metadata = $3, agent = $4, budget = $5, outcome = $6,
         updated_at = greatest($7, updated_at + interval '1 ms') WHERE id = $1`,
      [
        id,
        next.title,
        JSON.stringify(next.metadata),
        JSON.stringify(next.agent),
        next.budget === null ? null : JSON.stringify(next.budget),
        next.outcome,
        ctx.clock(),
      ],
    );
    await announce(tx, ctx, row, changed, next);
    await recordAuditEvent(tx, ctx, {
      action: "session.update",
      target: { type: "session", id },
      details: { changed },
    });
    return answerSession(tx, await lockSession(tx, ctx, id));
  });
  publish(sessionTopic(id));
  return session;
}

/** A live session tells its watchers; a transcript holds only what happened when it ran. */
async function announce(
  tx: Tx,
  ctx: Ctx,
  row: SessionRow,
  changed: readonly string[],
  next: Record<string, unknown>,
): Promise<void> {
  if (row.recorded || row.archived_at !== null) return;
  const announced = changed.filter((field) => field !== "outcome");
  if (announced.length === 0) return;
  const payload = Object.fromEntries(announced.map((field) => [field, next[field]]));
  await appendEvents(tx, row, [{ type: "session.updated", payload }], ctx.clock());
}

function changeAgent(row: SessionRow, change: UpdateSessionBody["agent"]): Session["agent"] {
  if (change === undefined) return row.agent;
  if (row.status !== "idle") throw new InvalidRequestError(`agent: the session is ${row.status}, not idle.`);
  const tools = change.tools === undefined ? row.agent.tools : completeAgentTools(change.tools);
  const mcp_servers = change.mcp_servers ?? row.agent.mcp_servers;
  checkMcpServers(mcp_servers as { name: string }[], tools as { type: string }[]);
  return { ...row.agent, tools, mcp_servers };
}

function changeBudget(row: SessionRow, budget: Budget | null | undefined): Budget | null {
  if (budget !== undefined && budget !== null && row.budget === null) {
    throw new InvalidRequestError("budget: can be set only when the session is made (budget_create_only).");
  }
  return budget === undefined ? row.budget : budget;
}
