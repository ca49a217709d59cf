import { expect, expectAccessible, test } from "../fixtures/journey";

test("what was opened and cannot be loaded says so, and opens once it can be", async ({ page }) => {
  // Menus come when they are opened, not while the page is idle.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.goto("/stores");
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.route("**/_next/static/chunks/**", (route) => route.abort("aborted"));

  await page.getByRole("button", { name: "Appearance" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await expect(notice).toContainText("updated since the page was opened");
  await expectAccessible(page);

  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(notice.getByRole("button", { name: "Try again" })).not.toHaveAttribute("aria-busy");
  await expect(notice).toBeVisible();

  await page.unrouteAll();
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeVisible();
  await expect(notice).toHaveCount(0);
});
