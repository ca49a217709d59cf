import type Anthropic from "@anthropic-ai/sdk";
import type { DemoStores } from "@/examples/sre/stores";

/** Copies of the stores that agents write to, as they stand now; the runbooks are shared, since nobody writes them. */
export async function cloneStores(client: Anthropic, stores: DemoStores): Promise<DemoStores> {
  const [team, board] = await Promise.all([cloneStore(client, stores.team), cloneStore(client, stores.board)]);
  return { runbooks: stores.runbooks, team, board };
}

async function cloneStore(client: Anthropic, storeId: string): Promise<string> {
  const operations: object[] = [];
  for await (const memory of client.beta.memoryStores.memories.list(storeId, { view: "full" })) {
    if (memory.type === "memory") operations.push({ op: "create", path: memory.path, content: memory.content });
  }
  const { id } = await client.beta.memoryStores.create({ name: `copy of ${storeId}` });
  await client.post(`/v1/memory_stores/${id}/memories/batch`, { body: { operations } });
  return id;
}
