import type { Page } from "@playwright/test";
import { joinAs } from "../fixtures/join-as";
import { expect, test } from "../fixtures/journey";
import { seedDream } from "../fixtures/seed-dream";

const rounds = 5;
const sharedWithinMs = 1_000;

const hunkOf = (page: Page) => page.getByRole("region", { name: /^Change 1 of / });

/** When the hunk began to say this, by the page's own clock, which all pages of one machine share. */
function whenSaid(page: Page, words: string): Promise<number> {
  return hunkOf(page).evaluate(
    (hunk, wanted) =>
      new Promise<number>((settle) => {
        const look = () => {
          if (!hunk.textContent?.includes(wanted)) return;
          observer.disconnect();
          settle(performance.timeOrigin + performance.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(hunk, { childList: true, subtree: true, characterData: true });
        look();
      }),
    words,
  );
}

test("what one reviewer decides stands with the other within a second, as a rule", async ({
  page,
  browser,
  client,
}) => {
  test.setTimeout(120_000);
  const { dreamId } = await seedDream(client, `shared ${Date.now()}`, {
    "/alpha.md": "# Alpha\n\nRun `kubectl get pods -n payments` for alpha.\n",
  });
  const other = await joinAs(page, browser, "Rita Reviewer");
  await page.goto(`/dreams/${dreamId}`);
  await other.goto(`/dreams/${dreamId}`);
  for (const reviewer of [page, other]) await expect(reviewer.getByText("live", { exact: true })).toBeVisible();

  const waitsMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const seen = whenSaid(other, "approved");
    const decided = whenSaid(page, "approved");
    await hunkOf(page).getByRole("button", { name: "Accept" }).click();
    waitsMs.push(Math.round((await seen) - (await decided)));
    await hunkOf(page).getByRole("button", { name: "Undo" }).click();
    await expect(hunkOf(other).getByRole("button", { name: "Accept" })).toBeVisible();
  }
  test.info().annotations.push({ type: "seen by the other after ms", description: waitsMs.join(", ") });
  const usualMs = waitsMs.toSorted((a, b) => a - b)[Math.floor(rounds / 2)];
  expect(usualMs, waitsMs.join(", ")).toBeLessThan(sharedWithinMs);
});
