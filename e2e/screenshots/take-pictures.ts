import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test as journey } from "../fixtures/journey";

const folder = resolve(import.meta.dirname, "../../screenshots");
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
/** What a window of 1440 pixels has room for at 200 % zoom. */
const zoomed = { width: 720, height: 450 };

export interface Picture {
  name: string;
  address: string;
  /** What a person does before the picture is taken. */
  act?: (page: Page) => Promise<void>;
  /** Taken at 200 % zoom, too. */
  isZoomed?: boolean;
  /** Signed out. */
  isGuest?: boolean;
}

/** Failing answers are what some pictures are of, so the browser's complaints are none of ours. */
export const test = journey.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  quietConsole: async ({}, use) => use(undefined),
});

/** `<name>.<theme>.<width>.png` for both themes and both widths. */
export async function takePictures(page: Page, picture: Picture): Promise<void> {
  if (picture.isGuest === true) await page.context().clearCookies();
  for (const [label, viewport] of [
    ["1440", wide],
    ["390", narrow],
    ...(picture.isZoomed === true ? [["zoom", zoomed] as const] : []),
  ] as const) {
    await page.setViewportSize(viewport);
    await page.goto(picture.address);
    await settle(page);
    await picture.act?.(page);
    for (const colorScheme of label === "zoom" ? (["light"] as const) : (["light", "dark"] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await settle(page);
      await page.screenshot({
        path: join(folder, `${picture.name}.${colorScheme}.${label}.png`),
        animations: "disabled",
        caret: "hide",
      });
    }
  }
}

/** Nothing is on its way any more; live streams never end, so the network says nothing about it. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await expect(page.getByText(/^Loading /)).toHaveCount(0, { timeout: 20_000 });
  await page.waitForTimeout(350);
}
