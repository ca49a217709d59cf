import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures/journey";
import { seedDream } from "../fixtures/seed-dream";

const wrong = (about: string) => `# ${about}\n\nRun \`kubectl get pods -n payments\` for ${about}.\n`;
const long = "/a-folder-with-a-long-name/and-another-one-below-it/a-file-with-a-name-that-is-longer-still.md";

/** Names what stands out of the window to the right, unless a frame around it scrolls. */
async function whatOverflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
    const isHeld = (element: Element): boolean => {
      for (let frame = element.parentElement; frame !== null && frame.id !== "main"; frame = frame.parentElement) {
        if (scrolls(frame) && frame.getBoundingClientRect().right <= window.innerWidth + 1) return true;
      }
      return false;
    };
    const out = [...document.querySelectorAll("body *")].filter((element) => {
      const { right, width, height } = element.getBoundingClientRect();
      const isSeen = width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
      return isSeen && right > window.innerWidth + 1 && !isHeld(element);
    });
    const isTooWide = document.documentElement.scrollWidth > window.innerWidth;
    return [...out.slice(0, 3).map((one) => one.outerHTML.slice(0, 160)), ...(isTooWide ? ["the document"] : [])];
  });
}

/** Names what moves although its reader wishes for no motion. */
async function whatMoves(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => {
        const { animationDuration, animationName, transitionDuration } = getComputedStyle(element);
        const longest = (list: string) => Math.max(...list.split(",").map((one) => Number.parseFloat(one) || 0));
        return (animationName !== "none" && longest(animationDuration) > 0.01) || longest(transitionDuration) > 0.01;
      })
      .slice(0, 3)
      .map((one) => one.outerHTML.slice(0, 160)),
  );
}

/** Walks with Tab, and names every stop that cannot be seen, or shows no mark of the focus. Answers the stops in order. */
async function walk(page: Page, steps: number): Promise<{ stops: string[]; hidden: string[] }> {
  const stops: string[] = [];
  const hidden: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press("Tab");
    const { name, isSeen } = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return { name: "body", isSeen: true };
      const { left, top, width, height } = focused.getBoundingClientRect();
      const isInside = left + width > 0 && top + height > 0 && left < window.innerWidth && top < window.innerHeight;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
      const isMarked = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
      const marksItsLabel = focused.matches("input, textarea, [role=slider], iframe");
      const name = focused.getAttribute("aria-label") ?? focused.textContent?.trim().slice(0, 40) ?? "";
      return { name: `${focused.tagName} ${name}`, isSeen: isInside && (isMarked || marksItsLabel) };
    });
    if (name === "body") break;
    stops.push(name);
    if (!isSeen) hidden.push(name);
  }
  return { stops, hidden };
}

test("every page fits 320 pixels, can be walked by keyboard, and holds still for those who ask for it", async ({
  page,
  client,
}) => {
  test.setTimeout(240_000);
  const { storeId, dreamId } = await seedDream(client, `a store with a rather long name of its own ${Date.now()}`, {
    "/alerts/disk.md": wrong("the disk"),
    [long]: wrong("a long name"),
  });
  const sessions = await client.beta.dreams.retrieve(dreamId);
  const sessionId = sessions.inputs.flatMap((input) => (input.type === "sessions" ? input.session_ids : []))[0] ?? "";
  const pages = {
    stores: "/stores",
    store: `/stores/${storeId}`,
    folder: `/stores/${storeId}/folders/alerts`,
    file: `/stores/${storeId}/files${long}`,
    search: `/search?q=kubectl`,
    compare: `/compare?store=${storeId}`,
    sessions: "/sessions",
    session: `/sessions/${sessionId}`,
    dreams: "/dreams",
    review: `/dreams/${dreamId}`,
    activity: "/audit",
    keys: "/settings/api-keys",
    people: "/settings/people",
  };
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const [name, address] of Object.entries(pages)) {
    await test.step(name, async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(address);
      await expect(page.getByText(/^Loading /)).toHaveCount(0);
      expect.soft(await whatOverflows(page), `${name} at 320 pixels`).toEqual([]);
      expect.soft(await whatMoves(page), `${name} without motion`).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
      await expect(page.getByText(/^Loading /)).toHaveCount(0);
      const { stops, hidden } = await walk(page, 12);
      const first = page.locator("a[href], button, input").first();
      await expect.soft(first, `${name} begins with the way past the frame`).toHaveText("Skip to the page");
      expect.soft(new Set(stops).size, `${name} by Tab`).toBeGreaterThan(6);
      expect.soft(hidden, `${name} by Tab`).toEqual([]);
    });
  }

  await test.step("a folder is a place: crumbs lead to it, and its table to its files", async () => {
    await page.goto(`/stores/${storeId}/files/alerts/disk.md`);
    await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "alerts" }).click();
    await expect(page).toHaveURL(/\/folders\/alerts$/);
    const table = page.getByRole("table", { name: "Files of /alerts/" });
    await expect(table.getByRole("link", { name: "disk.md" })).toBeVisible();
    await expect(page.getByRole("treeitem", { name: /^alerts/ })).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("list", { name: "Versions" })).not.toContainText("longer-still.md");
    await expectAccessible(page);
    await page.goto(`/stores/${storeId}/files/alerts`);
    await page.getByRole("link", { name: "Open the folder" }).click();
    await table.getByRole("link", { name: "disk.md" }).click();
    await expect(page.getByRole("heading", { name: /disk\.md/ }).first()).toBeVisible();
  });
});
