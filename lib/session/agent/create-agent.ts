import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Agent, AgentDefinition, CreateAgentBody } from "@/lib/contract/agent";
import { newId } from "@/lib/db/ids";
import { requireSessionWrite } from "../require-session-access";
import { checkMcpServers, completeModel, completeSkills } from "./complete-agent-parts";
import { completeAgentTools } from "./complete-agent-tools";
import { loadAgent } from "./load-agent";
import { resolveMultiagent } from "./resolve-multiagent";

/** Makes an agent at version 1. Throws PermissionError, InvalidRequestError, NotFoundError for agents that it names. */
export async function createAgent(ctx: Ctx, body: CreateAgentBody): Promise<Agent> {
  requireSessionWrite(ctx.actor);
  const id = newId("agent");
  return inTransaction(ctx, async (tx) => {
    const tools = completeAgentTools(body.tools ?? []);
    checkMcpServers(body.mcp_servers ?? [], tools);
    const definition: AgentDefinition = {
      name: body.name,
      description: body.description || null,
      system: body.system || null,
      model: completeModel(body.model),
      tools,
      mcp_servers: body.mcp_servers ?? [],
      skills: completeSkills(body.skills ?? []),
      metadata: body.metadata ?? {},
      multiagent: await resolveMultiagent(tx, ctx, body.multiagent ?? null, { id, version: 1 }),
      execution_identity: body.execution_identity ?? { type: "service_account" },
    };
    const now = ctx.clock();
    await tx.query("INSERT INTO agent (id, workspace_id, version, created_at, updated_at) VALUES ($1, $2, 1, $3, $3)", [
      id,
      ctx.actor.workspaceId,
      now,
    ]);
    await tx.query("INSERT INTO agent_version (agent_id, version, definition, created_at) VALUES ($1, 1, $2, $3)", [
      id,
      JSON.stringify(definition),
      now,
    ]);
    await recordAuditEvent(tx, ctx, { action: "agent.create", target: { type: "agent", id } });
    return loadAgent(tx, ctx, id);
  });
}
