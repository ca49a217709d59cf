import type { Ctx } from "@/lib/access/context";
import type { Agent } from "@/lib/contract/agent";
import type { Session, SessionAgentInput } from "@/lib/contract/session";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { checkMcpServers, completeModel, completeSkills, serverNames } from "./agent/complete-agent-parts";
import { completeAgentTools } from "./agent/complete-agent-tools";
import { loadAgent } from "./agent/load-agent";

type AgentSnapshot = Session["agent"];

/**
 * The agent of a session as it stands now, overrides included: later versions do not change it. Throws NotFoundError,
 * and InvalidRequestError for an archived agent.
 */
export async function resolveSessionAgent(tx: Tx, ctx: Ctx, input: SessionAgentInput): Promise<AgentSnapshot> {
  const named = typeof input === "string" ? { type: "agent" as const, id: input } : input;
  const agent = await loadAgent(tx, ctx, named.id, named.version);
  if (agent.archived_at !== null) throw new InvalidRequestError("The agent is archived and takes no new sessions.");
  const snapshot = { ...snapshotOf(agent), multiagent: await expandMultiagent(tx, ctx, agent.multiagent) };
  if (named.type === "agent") return snapshot;
  const overridden = {
    ...snapshot,
    ...(named.model === undefined ? {} : { model: completeModel(named.model) }),
    ...(named.system === undefined ? {} : { system: named.system || null }),
    ...(named.tools === undefined ? {} : { tools: completeAgentTools(named.tools) }),
    ...(named.mcp_servers === undefined ? {} : { mcp_servers: named.mcp_servers }),
    ...(named.skills === undefined ? {} : { skills: completeSkills(named.skills) }),
  };
  checkMcpServers(serverNames(overridden.mcp_servers), overridden.tools);
  return overridden;
}

/** An agent that is known by name only: it ran elsewhere. */
export function foreignAgent(id: string, name: string): AgentSnapshot {
  return {
    id,
    type: "agent",
    version: 1,
    name,
    description: null,
    system: null,
    model: { id: "unknown" },
    tools: [],
    mcp_servers: [],
    skills: [],
    multiagent: null,
    execution_identity: { type: "service_account" },
  };
}

function snapshotOf(agent: Agent) {
  const { id, type, version, name, description, system, model, tools, mcp_servers, skills, execution_identity } = agent;
  return { id, type, version, name, description, system, model, tools, mcp_servers, skills, execution_identity };
}

/** References to other agents become their whole definitions, so that the snapshot needs nothing else to be read. */
async function expandMultiagent(tx: Tx, ctx: Ctx, value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  if (isReference(value)) return snapshotOf(await loadAgent(tx, ctx, value.id, value.version));
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) entries.push([key, await expandMultiagent(tx, ctx, item)]);
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

function isReference(value: object): value is { id: string; version: number } {
  return (
    "type" in value &&
    value.type === "agent" &&
    "id" in value &&
    typeof value.id === "string" &&
    "version" in value &&
    typeof value.version === "number"
  );
}
