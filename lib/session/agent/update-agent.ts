import { isDeepStrictEqual } from "node:util";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Agent, AgentDefinition, UpdateAgentBody } from "@/lib/contract/agent";
import type { Tx } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors/conflict-error";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { patchMetadata } from "@/lib/memory/update-memory-store";
import { requireCatalogWrite } from "../require-session-access";
import { checkMcpServers, completeModel, completeSkills, serverNames } from "./complete-agent-parts";
import { completeAgentTools } from "./complete-agent-tools";
import { loadAgent } from "./load-agent";
import { resolveMultiagent } from "./resolve-multiagent";

/**
 * Adds a version with what the body changes; without a change none is added. Throws NotFoundError, PermissionError,
 * ConflictError when `version` is not the newest one, InvalidRequestError for an archived agent.
 */
export async function updateAgent(ctx: Ctx, id: string, body: UpdateAgentBody): Promise<Agent> {
  requireCatalogWrite(ctx.actor, "agent", id);
  return inTransaction(ctx, async (tx) => {
    await tx.query("SELECT 1 FROM agent WHERE id = $1 AND workspace_id = $2 FOR UPDATE", [id, ctx.actor.workspaceId]);
    const current = await loadAgent(tx, ctx, id);
    if (current.archived_at !== null) throw new InvalidRequestError("The agent is archived and cannot be changed.");
    if (body.version !== undefined && body.version !== current.version) {
      throw new ConflictError(`The agent is at version ${current.version}, not ${body.version}. Read it again.`);
    }
    const before = definitionOf(current);
    const version = current.version + 1;
    const after = await changeDefinition(tx, ctx, before, body, { id, version });
    if (isDeepStrictEqual(before, after)) return current;
    const now = ctx.clock();
    await tx.query("INSERT INTO agent_version (agent_id, version, definition, created_at) VALUES ($1, $2, $3, $4)", [
      id,
      version,
      JSON.stringify(after),
      now,
    ]);
    await tx.query("UPDATE agent SET version = $2, updated_at = $3 WHERE id = $1", [id, version, now]);
    await recordAuditEvent(tx, ctx, { action: "agent.update", target: { type: "agent", id }, details: { version } });
    return loadAgent(tx, ctx, id);
  });
}

async function changeDefinition(
  tx: Tx,
  ctx: Ctx,
  before: AgentDefinition,
  body: UpdateAgentBody,
  self: { id: string; version: number },
): Promise<AgentDefinition> {
  const after: AgentDefinition = {
    name: body.name ?? before.name,
    description: body.description === undefined ? before.description : body.description || null,
    system: body.system === undefined ? before.system : body.system || null,
    model: body.model === undefined ? before.model : completeModel(body.model),
    tools: body.tools === undefined ? before.tools : completeAgentTools(body.tools ?? []),
    mcp_servers: body.mcp_servers === undefined ? before.mcp_servers : (body.mcp_servers ?? []),
    skills: body.skills === undefined ? before.skills : completeSkills(body.skills ?? []),
    metadata: patchMetadata(before.metadata, body.metadata ?? {}),
    multiagent:
      body.multiagent === undefined ? before.multiagent : await resolveMultiagent(tx, ctx, body.multiagent, self),
    execution_identity:
      body.execution_identity === undefined
        ? before.execution_identity
        : (body.execution_identity ?? { type: "service_account" }),
  };
  checkMcpServers(serverNames(after.mcp_servers), after.tools);
  return after;
}

/** The part of an agent that its versions hold. */
export function definitionOf(agent: Agent): AgentDefinition {
  const { name, description, system, model, tools, mcp_servers, skills, metadata, multiagent, execution_identity } =
    agent;
  return { name, description, system, model, tools, mcp_servers, skills, metadata, multiagent, execution_identity };
}
