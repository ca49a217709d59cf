import type Anthropic from "@anthropic-ai/sdk";

/** Everything that a paged list of the SDK holds. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** An agent and an environment, without which the SDK makes no session. */
export async function makeWorkplace(client: Anthropic) {
  const agent = await client.beta.agents.create({
    name: "operator",
    model: "claude-opus-5-5",
    system: "Be brief.",
    tools: [{ type: "agent_toolset_20260401" }],
  });
  const environment = await client.beta.environments.create({ name: "workplace" });
  return { agent, environment };
}
