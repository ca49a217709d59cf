import type { Ctx } from "@/lib/access/context";
import type { AgentDefinition, MultiagentInput, RosterEntry, SpawningInput } from "@/lib/contract/agent";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { loadAgent } from "./load-agent";

/**
 * Orchestration with every default filled in and every agent pinned to a version. `self` is the agent being written.
 * Throws NotFoundError for an unknown agent, InvalidRequestError for more than one advisor.
 */
export async function resolveMultiagent(
  tx: Tx,
  ctx: Ctx,
  input: MultiagentInput | null,
  self: { id: string; version: number },
): Promise<AgentDefinition["multiagent"]> {
  if (input === null) return null;
  if (input.type === "coordinator") {
    if (input.agents.filter((entry) => typeof entry !== "string" && entry.type === "advisor").length > 1) {
      throw new InvalidRequestError("multiagent.agents: must have at most one advisor.");
    }
    return { type: "coordinator", agents: await resolveRoster(tx, ctx, input.agents, self) };
  }
  return {
    type: "multiagent_20261001",
    advisor: input.advisor ?? { type: "disabled" },
    subagents: await resolveSpawning(tx, ctx, input.subagents, self),
    workflows: await resolveSpawning(tx, ctx, input.workflows, self),
  };
}

async function resolveSpawning(
  tx: Tx,
  ctx: Ctx,
  input: SpawningInput | null | undefined,
  self: { id: string; version: number },
) {
  if (input?.type === "disabled") return { type: "disabled" };
  return {
    type: "enabled",
    inline_agents: input?.inline_agents ?? { type: "enabled" },
    predefined_agents: await resolveRoster(tx, ctx, input?.predefined_agents ?? [], self),
  };
}

async function resolveRoster(tx: Tx, ctx: Ctx, entries: readonly RosterEntry[], self: { id: string; version: number }) {
  const resolved: { type: string }[] = [];
  for (const entry of entries) {
    const named = typeof entry === "string" ? { type: "agent" as const, id: entry } : entry;
    if (named.type === "advisor") resolved.push(named);
    else if (named.type === "self" || named.id === self.id) {
      resolved.push(
        reference(named.type === "agent" && named.version !== undefined ? { ...self, version: named.version } : self),
      );
    } else resolved.push(reference(await loadAgent(tx, ctx, named.id, named.version)));
  }
  return resolved;
}

function reference({ id, version }: { id: string; version: number }) {
  return { type: "agent", id, version };
}
