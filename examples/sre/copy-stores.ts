import type Anthropic from "@anthropic-ai/sdk";
import { type DemoStores, demoMark } from "./stores";

/**
 * Copies of the stores that agents write to, as they stand now: from here on the days can be lived more than once. The
 * runbooks are shared, since nobody writes them. `branch` names what is lived there: "without-dream".
 */
export async function copyStores(client: Anthropic, stores: DemoStores, branch: string): Promise<DemoStores> {
  const [team, board] = await Promise.all([
    copyStore(client, stores.team, `team-sre-${branch}`, branch),
    copyStore(client, stores.board, `incident-board-${branch}`, branch),
  ]);
  return { runbooks: stores.runbooks, team, board, branch };
}

async function copyStore(client: Anthropic, storeId: string, name: string, branch: string): Promise<string> {
  const operations: object[] = [];
  for await (const memory of client.beta.memoryStores.memories.list(storeId, { view: "full" })) {
    if (memory.type === "memory") operations.push({ op: "create", path: memory.path, content: memory.content });
  }
  const description = `A copy as of day 5, in which days 6 to 10 are lived ${branch.replace("-", " the ")}.`;
  const metadata = { ...demoMark, branch };
  const { id } = await client.beta.memoryStores.create({ name, description, metadata });
  if (operations.length > 0) await client.post(`/v1/memory_stores/${id}/memories/batch`, { body: { operations } });
  return id;
}
