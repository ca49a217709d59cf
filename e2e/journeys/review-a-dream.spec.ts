import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type Anthropic from "@anthropic-ai/sdk";
import { sampleMemories } from "../../prisma/scenarios/sample/memories";
import { sampleTranscripts } from "../../prisma/scenarios/sample/transcripts";
import { expect, expectAccessible, test } from "../fixtures/journey";
import { serverUnderTest } from "../fixtures/server";

const transcripts = resolve(import.meta.dirname, "../../../shared/data/transcripts");

/** Real transcripts where they stand beside the checkout; the project's own small ones always. */
function transcriptFiles(): string[] {
  // The sample world imports the same sessions beside this journey; these must be sessions of their own.
  const mark = `review-${Date.now()}`;
  const own = sampleTranscripts(new Date()).map(({ id, format, body }) =>
    format === "openai" ? body.replace(/"content":\s*"/, `$&[${mark}] `) : body.replaceAll(id, `${id}-${mark}`),
  );
  const real = ["claude-code-viewer", "tau-bench"].flatMap((folder) => {
    try {
      const names = readdirSync(join(transcripts, folder)).filter((name) => /\.jsonl?$/.test(name));
      return names.map((name) => readFileSync(join(transcripts, folder, name), "utf8"));
    } catch {
      return [];
    }
  });
  return [...real, ...own];
}

async function importTranscripts(storeId: string): Promise<number> {
  const { baseUrl, apiKey } = serverUnderTest();
  let sessions = 0;
  for (const body of transcriptFiles()) {
    const response = await fetch(`${baseUrl}/v1/sessions/import?memory_store_id=${storeId}`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}` },
      body,
    });
    expect(response.status).toBe(200);
    sessions += ((await response.json()) as { data: unknown[] }).data.length;
  }
  return sessions;
}

async function seedStore(client: Anthropic, name: string): Promise<string> {
  const store = await client.beta.memoryStores.create({ name });
  const latest = new Map(sampleMemories(new Date()).map(({ path, content }) => [path, content]));
  for (const [path, content] of latest) await client.beta.memoryStores.memories.create(store.id, { path, content });
  return store.id;
}

test("imports transcripts, dreams, reads the evidence, rejects one file, applies the rest", async ({
  page,
  client,
}) => {
  test.setTimeout(180_000);
  const name = `review ${Date.now()}`;
  const storeId = await seedStore(client, name);
  expect(await importTranscripts(storeId)).toBeGreaterThanOrEqual(9);

  await page.goto("/dreams");
  await page.getByRole("button", { name: "Start a dream" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Store", { exact: true }).click();
  await page.getByRole("option", { name }).click();
  await dialog.getByRole("button", { name: /Choose the newest/ }).click();
  await dialog.getByRole("button", { name: /Dream over \d+ sessions/ }).click();

  const files = page.getByRole("navigation", { name: "Files of the proposal" });
  await expect(files).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);

  const proposals = files.getByRole("button");
  const count = await proposals.count();
  expect(count).toBeGreaterThanOrEqual(3);

  await test.step("the evidence opens where it was said", async () => {
    await files
      .getByRole("button", { name: /payments-latency\.md|learnings\.md/ })
      .first()
      .click();
    const quote = page.locator('a[href*="quote="]').first();
    const text = ((await quote.locator("q").textContent()) ?? "").trim();
    await quote.click();
    await expect(page).toHaveURL(/\/sessions\/sesn_.*event=sevt_/);
    await expect(page.getByText(text.slice(0, 40)).first()).toBeVisible({ timeout: 20_000 });
    await page.goBack();
    await expect(files).toBeVisible();
  });

  await test.step("one file is rejected, the others are approved", async () => {
    await files.getByRole("button", { name: /INDEX\.md/ }).click();
    await page.getByRole("button", { name: "Reject the file" }).click();
    await expect(files.getByRole("button", { name: /INDEX\.md/ })).toContainText("rejected");
    for (let index = 0; index < count; index++) {
      const file = proposals.nth(index);
      if ((await file.textContent())?.includes("INDEX.md")) continue;
      await file.click();
      await page.getByRole("button", { name: "Accept the file" }).click();
      await expect(file).toContainText("approved");
    }
  });

  await page.getByRole("button", { name: /^Apply \d+ files?$/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Apply \d+ files?$/ })
    .click();
  await expect(page.getByText(/^Applied \d+ files?\.$/)).toBeVisible({ timeout: 30_000 });

  await test.step("the SDK reads the result with its author", async () => {
    const memories = [];
    for await (const item of client.beta.memoryStores.memories.list(storeId, { view: "full" })) memories.push(item);
    expect(memories.some((item) => item.path === "/INDEX.md")).toBe(false);
    const texts = memories.flatMap((item) => (item.type === "memory" ? [item.content ?? ""] : []));
    expect(texts.some((text) => text.includes("pay-prod"))).toBe(true);
    const written = [];
    for await (const version of client.beta.memoryStores.memoryVersions.list(storeId)) {
      if (version.created_by?.type === "user_actor") written.push(version);
    }
    expect(written).toHaveLength(count - 1);
    expect(written.every((version) => "reverie" in version && JSON.stringify(version.reverie).includes("drm_"))).toBe(
      true,
    );
  });
});
