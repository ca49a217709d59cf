import { gzipSync } from "node:zlib";
import type Anthropic from "@anthropic-ai/sdk";
import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "../fixtures/journey";
import { bestOf, keyToPaintMs, longestBlockMs } from "../fixtures/measure";
import { seedDream } from "../fixtures/seed-dream";

// Far from the 180 kB that are wished for: docs/decisions/0016 says what is in it. Nothing may be added meanwhile.
const frameLimitBytes = 370_000;
const storeLimitBytes = 495_000;
const interactionLimitMs = 200;
const changeCount = 205;

/** What a page's own HTML makes a browser load before anything is asked for: its scripts, compressed, in bytes. */
async function firstLoadBytes(request: APIRequestContext, address: string, known: Map<string, number>) {
  const html = await (await request.get(address)).text();
  const scripts = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"(?![^>]*nomodule)/gi)].map(([, src]) => src),
  );
  expect(scripts.size).toBeGreaterThan(0);
  let total = 0;
  for (const script of scripts) {
    if (script === undefined) continue;
    const bytes = known.get(script) ?? gzipSync(await (await request.get(script)).body()).byteLength;
    known.set(script, bytes);
    total += bytes;
  }
  return total;
}

async function rewrittenFile(client: Anthropic): Promise<string> {
  const lines = (word: string) => Array.from({ length: 5000 }, (_, at) => `${word} ${at} of its own.`).join("\n");
  const store = await client.beta.memoryStores.create({ name: `rewritten ${Date.now()}` });
  const file = await client.beta.memoryStores.memories.create(store.id, { path: "/log.txt", content: lines("before") });
  await client.beta.memoryStores.memories.update(file.id, { memory_store_id: store.id, content: lines("after") });
  return `/stores/${store.id}/files/log.txt`;
}

test("a page loads no more script than it did, and answers a key within 200 ms", async ({ page, client }) => {
  test.setTimeout(180_000);
  const wrong = (at: number) => [
    `/notes/file-${at}.md`,
    `# ${at}\n\nRun \`kubectl get pods -n payments\` for ${at}.\n`,
  ];
  const files = Object.fromEntries(Array.from({ length: changeCount }, (_, at) => wrong(at)));
  const { storeId, dreamId } = await seedDream(client, `budgets ${Date.now()}`, files);

  await test.step("the first load of each page", async () => {
    const known = new Map<string, number>();
    const pages = [
      "/stores",
      `/stores/${storeId}`,
      `/stores/${storeId}/files/notes/file-1.md`,
      `/stores/${storeId}/search`,
    ];
    const others = [
      "/sessions",
      "/dreams",
      `/dreams/${dreamId}`,
      "/search",
      "/audit",
      "/settings/api-keys",
      "/compare",
    ];
    for (const address of [...pages, ...others, `/stores/${storeId}/folders/notes`]) {
      const bytes = await firstLoadBytes(page.request, address, known);
      const limit = address.startsWith(`/stores/${storeId}`) ? storeLimitBytes : frameLimitBytes;
      expect.soft(bytes, `${address} loads ${Math.round(bytes / 1000)} kB`).toBeLessThanOrEqual(limit);
    }
  });

  await test.step("a decision among two hundred changes", async () => {
    await page.goto(`/dreams/${dreamId}`);
    await expect(page.getByRole("region", { name: /^Change 1 of/ })).toBeVisible();
    await expect(page.getByText(/^0 of 2\d\d decided/)).toBeVisible();
    const ms = await bestOf(5, () => keyToPaintMs(page, "a"));
    console.log(`a: ${ms} ms`);
    expect(ms).toBeLessThanOrEqual(interactionLimitMs);
    expect(await bestOf(3, () => keyToPaintMs(page, "n"))).toBeLessThanOrEqual(interactionLimitMs);
  });

  await test.step("five thousand rewritten lines never block the page", async () => {
    const address = await rewrittenFile(client);
    await page.goto(`${address}?view=source`);
    await expect(page.getByText("after 0 of its own.")).toBeVisible();
    const open = async () => {
      await page.getByRole("radio", { name: "Source" }).click();
      await expect(page.getByText("after 0 of its own.")).toBeVisible();
      return longestBlockMs(page, async () => {
        await page.getByRole("radio", { name: "Changes" }).click();
        await expect(page.getByText("before 0 of its own.").first()).toBeVisible();
        await page.getByRole("button", { name: "Show more" }).first().click();
      });
    };
    const ms = await bestOf(3, open);
    console.log(`rewritten: ${ms} ms`);
    expect(ms).toBeLessThanOrEqual(interactionLimitMs);
  });
});
