import { expect, expectAccessible, test } from "../fixtures/journey";
import { recordSlips } from "../fixtures/seed-dream";

test("a schedule is made, run, paused and deleted, and says what came of it", async ({ page, client }) => {
  test.setTimeout(180_000);
  const name = `nightly ${Date.now()}`;
  const store = await client.beta.memoryStores.create({ name });
  const content = "# Pods\n\nRun `kubectl get pods -n payments` first.\n";
  await client.beta.memoryStores.memories.create(store.id, { path: "/pods.md", content });
  await recordSlips(store.id);

  await page.goto("/dreams");
  await page.getByRole("link", { name: "Schedules" }).click();
  await expect(page.getByRole("heading", { name: "Schedules", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Make a schedule" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Store", { exact: true }).click();
  await page.getByRole("option", { name }).click();

  await test.step("the form says when it would run, and which field is wrong", async () => {
    await dialog.getByLabel("Time zone").fill("Asia/Tokyo");
    await expect(dialog.getByText(/^Next: \w{3} .* 03:00, .* by the clock of Asia\/Tokyo\.$/)).toBeVisible();
    await dialog.getByLabel("Cron expression").fill("61 3 * * *");
    await expect(dialog.getByText(/Invalid value for minute: 61/)).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Make the schedule" })).toBeDisabled();
    await dialog.getByLabel("Cron expression").fill("30 4 * * *");
    await dialog.getByLabel("At least").fill("3");
    await dialog.getByRole("checkbox", { name: /Apply what is certain/ }).click();
    await expectAccessible(page);
  });
  await dialog.getByLabel("At least").press("Enter");
  const row = page.getByRole("table", { name: "Schedules" }).getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("30 4 * * *");
  await expect(row).toContainText("exact, low risk");
  await expect(row.locator('[data-mark="service"]')).toBeVisible();

  const menu = row.getByRole("button", { name: /^Actions for the schedule/ });
  const choose = async (item: string) => {
    await menu.click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await test.step("it runs when asked, and the dream waits for a person", async () => {
    await choose("Run now");
    await expect(page.getByText("Dreaming over 3 sessions")).toBeVisible();
    await expect(row).toContainText("to review", { timeout: 15_000 });
  });

  await test.step("by keyboard: pause, then look at the runs", async () => {
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Pause" }).press("Enter");
    await expect(row).toContainText("paused");
    await choose("See its runs");
    const runs = page.getByRole("dialog").getByRole("table", { name: "Runs" });
    await expect(runs).toContainText("asked for");
    await expect(runs.getByRole("link", { name: "Open" })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("on a phone the list still makes sense", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(row).toContainText(name);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("it is resumed, and the account that was made for it is on record", async () => {
    await choose("Resume");
    await expect(row).not.toContainText("paused");
    await page.goto("/settings/service-accounts");
    await expect(page.getByRole("table", { name: "Service accounts" })).toContainText(`Schedule of ${name}`);
    await page.goBack();
  });

  await choose("Delete the schedule");
  await page.getByRole("dialog").getByRole("button", { name: "Delete the schedule" }).click();
  await expect(row).toHaveCount(0);
});
