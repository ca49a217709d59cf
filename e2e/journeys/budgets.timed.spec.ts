import { availableParallelism, loadavg } from "node:os";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey";
import { measureInPage, slowest, takeTimings } from "../fixtures/page-timings";
import { serverUnderTest } from "../fixtures/server";

const treeMs = 300;
const paletteMs = 100;
const interactionMs = 200;

const files = 10_000;
const batchSize = 1000;
/** Ten teams of a hundred files, and nine thousand in one folder, which is the worst a tree can be asked for. */
const pathOf = (index: number): string =>
  `${index < 1000 ? `/team-0${index % 10}` : "/all"}/note-${String(index).padStart(5, "0")}.md`;

async function seedFiles(storeId: string): Promise<void> {
  const { baseUrl, apiKey } = serverUnderTest();
  for (let start = 0; start < files; start += batchSize) {
    const operations = Array.from({ length: batchSize }, (_, offset) => ({
      op: "create",
      path: pathOf(start + offset),
      content: `Note ${start + offset}\n`,
    }));
    const answer = await fetch(`${baseUrl}/v1/memory_stores/${storeId}/memories/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ operations }),
    });
    expect(answer.status).toBe(200);
  }
}

// The budgets are stated for two cores that serve one person. A machine that does three things more measures those.
test.beforeEach(() => {
  const [load = 0] = loadavg();
  test.skip(load > availableParallelism() * 2, `the machine is busy with something else: load ${load.toFixed(1)}`);
});

/** Keeps what was measured beside the result, and says it. */
function note(name: string, ms: number): void {
  test.info().annotations.push({ type: name, description: `${Math.round(ms)} ms` });
  console.log(`${name}: ${Math.round(ms)} ms`);
}

test("a store of 10,000 files answers within its budgets", async ({ page, client }) => {
  test.setTimeout(180_000);
  const store = await client.beta.memoryStores.create({ name: `Budgets ${Date.now()}` });
  await seedFiles(store.id);
  await measureInPage(page);

  await test.step("the tree can be used within 300 ms after its data came", async () => {
    await page.addInitScript(() => window.watchFor("tree", "[role=treeitem]"));
    await page.goto(`/stores/${store.id}`);
    const all = page.getByRole("treeitem", { name: /^all, 9,000 files/ });
    await expect(all).toBeVisible();
    const { seenAtMs } = await takeTimings(page);
    const cameAtMs = await lastAnswer(page, "/tree");
    note("tree", (seenAtMs.tree ?? Number.NaN) - cameAtMs);
    expect((seenAtMs.tree ?? Number.NaN) - cameAtMs).toBeLessThanOrEqual(treeMs);
  });

  await test.step("a folder of 9,000 files opens as fast", async () => {
    await page.evaluate(() => window.watchFor("folder", "[role=treeitem]", "note-01"));
    await page.getByRole("treeitem", { name: /^all, 9,000 files/ }).click();
    await expect(page.getByRole("treeitem", { name: /note-01\d+\.md/ }).first()).toBeVisible();
    const { seenAtMs, interactions } = await takeTimings(page);
    const cameAtMs = await lastAnswer(page, "/tree");
    note("folder", (seenAtMs.folder ?? Number.NaN) - cameAtMs);
    note("interaction: opening a folder", slowest(interactions.map(({ durationMs }) => durationMs)));
    expect((seenAtMs.folder ?? Number.NaN) - cameAtMs).toBeLessThanOrEqual(treeMs);
    expect(slowest(interactions.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(interactionMs);
  });

  await test.step("arrows walk it without a frame that waits", async () => {
    for (let press = 0; press < 30; press += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    const { interactions } = await takeTimings(page);
    note("interaction: arrows in the tree", slowest(interactions.map(({ durationMs }) => durationMs)));
    expect(slowest(interactions.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(interactionMs);
  });

  await test.step("the palette answers every keystroke within 100 ms", async () => {
    await page.keyboard.press("ControlOrMeta+k");
    const input = page.getByPlaceholder("Find a file, a page or a command");
    await expect(input).toBeFocused();
    await page.evaluate(() => {
      document.addEventListener("input", ({ target, timeStamp }) => {
        if (!(target instanceof HTMLInputElement)) return;
        window.timings.seenAtMs[`typed ${target.value}`] = timeStamp;
        // The line that offers to search all texts names the query, and comes with every source's answer.
        window.watchFor(`answered ${target.value}`, "[cmdk-item]", `“${target.value}”`);
      });
    });
    const query = "note-0417";
    for (const [index, letter] of [...query].entries()) {
      await page.keyboard.type(letter);
      await expect(page.getByRole("option", { name: `“${query.slice(0, index + 1)}”` })).toBeVisible();
    }
    await expect(page.getByRole("option", { name: /note-04170/ })).toBeVisible();
    const { seenAtMs, interactions } = await takeTimings(page);
    const answersMs = [...query].map((_, index) => {
      const typed = query.slice(0, index + 1);
      return (seenAtMs[`answered ${typed}`] ?? Number.NaN) - (seenAtMs[`typed ${typed}`] ?? Number.NaN);
    });
    note("palette, slowest keystroke", slowest(answersMs));
    note("interaction: typing in the palette", slowest(interactions.map(({ durationMs }) => durationMs)));
    for (const answerMs of answersMs) expect(answerMs).toBeLessThanOrEqual(paletteMs);
    expect(slowest(interactions.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(interactionMs);
  });
});

/** When the newest answer from such an address was whole, on the page's own clock. */
async function lastAnswer(page: Page, part: string): Promise<number> {
  return page.evaluate((wanted) => {
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return Math.max(...entries.filter(({ name }) => new URL(name).pathname.endsWith(wanted)).map((e) => e.responseEnd));
  }, part);
}
