import type Anthropic from "@anthropic-ai/sdk";
import { expect } from "../fixtures/journey";
import { seedDream } from "../fixtures/seed-dream";
import { serverUnderTest } from "../fixtures/server";

/** What the pictures are of: the sample, and a store of everything that is hard to set in type. */
export interface PictureWorld {
  storeId: string;
  dreamId: string;
  sessionId: string;
  hardStoreId: string;
  /** A dream in whose proposal every path is long. */
  hardDreamId: string;
  emptyStoreId: string;
  /** A file with several versions, the newest first. */
  file: { id: string; path: string; versionIds: string[] };
  pastMoment: string;
}

export const longPath =
  "/customers/northwind-traders-international-holdings/incidents/2026-11-30-payments-api-latency-in-eu-central-1-during-partner-file/postmortem-and-follow-up-actions.md";
export const rightToLeftPath = "/ملاحظات/بوابة-الدفع.md";
export const rightToLeftText = `# بوابة الدفع\n\nتعمل خدمة \`payments-api\` في مساحة الأسماء \`pay-prod\`، وليس \`payments\`.\n\n- المالك: فريق المدفوعات\n- الهدف: أقل من ٤٥٠ ميلي ثانية\n\n> اتصل بالمالك قبل إعادة التشغيل.\n`;
const wideTable = `# Limits\n\n| service | namespace | owner | p99 target | error budget | escalation |\n| --- | --- | --- | --- | --- | --- |\n| payments-api | pay-prod | payments-core | 450 ms | 0.1 % | ${"first the owner, ".repeat(6)}then the lead |\n\n\`\`\`sh\n${"kubectl get pods -n pay-prod -l app=payments-api --field-selector status.phase!=Running ".repeat(2)}\n\`\`\`\n`;

/** Makes what is missing of the world; an instance that has it keeps it. */
export async function makePictureWorld(client: Anthropic): Promise<PictureWorld> {
  const { baseUrl, apiKey } = serverUnderTest();
  const answer = await fetch(`${baseUrl}/v1/sample`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const sample = (await answer.json()) as { memory_store_id: string; dream_id: string; session_ids: string[] };
  const { memory_store_id: storeId, dream_id: dreamId } = sample;
  await expect
    .poll(async () => (await client.beta.dreams.retrieve(dreamId)).status, { timeout: 60_000 })
    .toBe("completed");
  const file = await fileWithHistory(client, storeId, "/services/cache.md");
  const hard = await hardStore(client);
  return {
    storeId,
    dreamId,
    sessionId: sample.session_ids[2] ?? "",
    hardStoreId: hard.storeId,
    hardDreamId: hard.dreamId,
    emptyStoreId: (await client.beta.memoryStores.create({ name: "team-search" })).id,
    file,
    pastMoment: new Date(Date.now() - 10 * 24 * 3_600_000).toISOString(),
  };
}

async function fileWithHistory(client: Anthropic, storeId: string, path: string): Promise<PictureWorld["file"]> {
  for await (const item of client.beta.memoryStores.memories.list(storeId)) {
    if (item.type !== "memory" || item.path !== path) continue;
    const versionIds: string[] = [];
    for await (const version of client.beta.memoryStores.memoryVersions.list(storeId, { memory_id: item.id })) {
      versionIds.push(version.id);
    }
    return { id: item.id, path, versionIds };
  }
  throw new Error(`The sample has no ${path}.`);
}

async function hardStore(client: Anthropic): Promise<{ storeId: string; dreamId: string }> {
  const name = "Northwind Traders International Holdings, everything about payments, disputes and reconciliation (EU)";
  const { storeId, dreamId, memoryIds } = await seedDream(client, name, {
    [longPath]: "# Postmortem\n\nRun `kubectl get pods -n payments` first.\n\nA line that goes on: ".concat(
      "latency, ".repeat(60),
      "\n",
    ),
    [rightToLeftPath]: rightToLeftText,
    "/limits.md": wideTable,
    "/settings.json": JSON.stringify({ namespace: "pay-prod", owners: ["payments-core"], retries: 3 }, null, 2),
    "/credentials.md": "# Access\n\ntoken: sk-live-0123456789\n",
    "/gone.md": "# Gone\n\nThis file is deleted.\n",
  });
  await client.beta.memoryStores.memories.delete(memoryIds.get("/gone.md") ?? "", { memory_store_id: storeId });
  const secretId = memoryIds.get("/credentials.md") ?? "";
  const secret = await client.beta.memoryStores.memories.retrieve(secretId, { memory_store_id: storeId });
  await client.beta.memoryStores.memories.update(secretId, {
    memory_store_id: storeId,
    content: "# Access\n\nThe token is in the vault.\n",
  });
  await client.beta.memoryStores.memoryVersions.redact(secret.memory_version_id, { memory_store_id: storeId });
  return { storeId, dreamId };
}
