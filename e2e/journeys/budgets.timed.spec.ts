import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey";
import { measureInPage, slowest, takeTimings } from "../fixtures/page-timings";
import { seedFiles } from "../fixtures/seed-files";

const treeMs = 300;
const paletteMs = 100;
const interactionMs = 200;

const files = 10_000;
const openings = 5;
/** Ten teams of a hundred files, and nine thousand in one folder, which is the worst a tree can be asked for. */
const pathOf = (index: number): string =>
  `${index < 1000 ? `/team-0${index % 10}` : "/all"}/note-${String(index).padStart(5, "0")}.md`;

/** Keeps what was measured beside the result, and says it. */
function note(name: string, ...measuredMs: number[]): void {
  const description = measuredMs.map((ms) => `${Math.round(ms)} ms`).join(", ");
  test.info().annotations.push({ type: name, description });
  console.log(`${name}: ${description}`);
}

test("a store of 10,000 files answers within its budgets", async ({ page, client }) => {
  test.setTimeout(180_000);
  const store = await client.beta.memoryStores.create({ name: `Budgets ${Date.now()}` });
  await seedFiles(store.id, files, pathOf);
  await measureInPage(page);

  await test.step("the tree can be used within 300 ms after its data came", async () => {
    await page.addInitScript(() => window.watchFor("tree", "[role=treeitem]"));
    const waitsMs: number[] = [];
    for (let opening = 0; opening < openings; opening++) {
      await page.goto(`/stores/${store.id}`);
      await expect(page.getByRole("treeitem", { name: /^all, 9,000 files/ })).toBeVisible();
      const { seenAtMs } = await takeTimings(page);
      waitsMs.push((seenAtMs.tree ?? Number.NaN) - (await lastAnswer(page, "/tree")));
    }
    note("tree, each of five openings", ...waitsMs);
    // The first opening of a browser compiles all scripts.
    expect.soft(median(waitsMs)).toBeLessThanOrEqual(treeMs);
  });

  await test.step("a folder of 9,000 files opens as fast", async () => {
    await page.evaluate(() => window.watchFor("folder", "[role=treeitem]", "note-01"));
    await page.getByRole("treeitem", { name: /^all, 9,000 files/ }).click();
    await expect(page.getByRole("treeitem", { name: /note-01\d+\.md/ }).first()).toBeVisible();
    const { seenAtMs, interactions } = await takeTimings(page);
    const cameAtMs = await lastAnswer(page, "/tree");
    note("folder", (seenAtMs.folder ?? Number.NaN) - cameAtMs);
    note("interaction: opening a folder", slowest(interactions.map(({ durationMs }) => durationMs)));
    expect.soft((seenAtMs.folder ?? Number.NaN) - cameAtMs).toBeLessThanOrEqual(treeMs);
    expect.soft(slowest(interactions.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(interactionMs);
  });

  await test.step("arrows walk it without a frame that waits", async () => {
    for (let press = 0; press < 30; press += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    const { interactions } = await takeTimings(page);
    note("interaction: arrows in the tree", slowest(interactions.map(({ durationMs }) => durationMs)));
    expect.soft(slowest(interactions.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(interactionMs);
  });

  await test.step("the palette answers each letter within 100 ms", async () => {
    await page.keyboard.press("ControlOrMeta+k");
    const input = page.getByPlaceholder("Find a file, a page or a command");
    await expect(input).toBeFocused();
    await page.evaluate(() => {
      document.addEventListener("input", ({ target, timeStamp }) => {
        if (!(target instanceof HTMLInputElement)) return;
        window.timings.seenAtMs[`typed ${target.value}`] = timeStamp;
        // A file that answers has the typed letters marked, one more than in what stood there before.
        window.watchFor(`answered ${target.value}`, "[cmdk-item] b", target.value);
      });
    });
    const slowestMs: number[] = [];
    for (const query of ["note-0417", "note-0583", "note-0926", "note-0138", "note-0752"]) {
      await input.fill("");
      for (const [index, letter] of [...query].entries()) {
        await page.keyboard.type(letter);
        const marked = page.getByRole("option").locator("b", { hasText: query.slice(0, index + 1) });
        await expect(marked.first()).toBeVisible();
      }
      const { seenAtMs, interactions } = await takeTimings(page);
      const answersMs = [...query].map((_, index) => {
        const typed = query.slice(0, index + 1);
        return (seenAtMs[`answered ${typed}`] ?? Number.NaN) - (seenAtMs[`typed ${typed}`] ?? Number.NaN);
      });
      note(`palette, each letter of ${query}`, ...answersMs);
      slowestMs.push(slowest(answersMs));
      note("interaction: typing in the palette", slowest(interactions.map(({ durationMs }) => durationMs)));
      expect.soft(slowest(interactions.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(interactionMs);
    }
    // The first word runs code that neither page nor server has compiled yet; another program may disturb one word, but not all.
    expect.soft(Math.min(...slowestMs)).toBeLessThanOrEqual(paletteMs);
  });
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** When the newest answer from such an address was whole, on the page's own clock. */
async function lastAnswer(page: Page, part: string): Promise<number> {
  return page.evaluate((wanted) => {
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return Math.max(...entries.filter(({ name }) => new URL(name).pathname.endsWith(wanted)).map((e) => e.responseEnd));
  }, part);
}
