import type { Session } from "@/lib/contract/session";

export interface AgentChoice {
  value: string;
  label: string;
}

/** The agents of these sessions by name, each once, and the chosen one even if none of them is its. */
export function agentChoices(sessions: readonly Pick<Session, "agent">[], chosenId: string | null): AgentChoice[] {
  const names = new Map(chosenId === null ? [] : [[chosenId, chosenId]]);
  for (const { agent } of sessions) names.set(agent.id, agent.name);
  const agents = [...names].map(([value, label]) => ({ value, label }));
  agents.sort((a, b) => a.label.localeCompare(b.label, "en", { sensitivity: "base" }));
  return [{ value: "any", label: "Any agent" }, ...agents];
}
