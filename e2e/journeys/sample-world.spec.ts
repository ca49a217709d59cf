import { expect, expectAccessible, test } from "../fixtures/journey";
import { serverUnderTest } from "../fixtures/server";

test("the sample can be looked around in, its dream waits for review, and one click takes it away", async ({
  page,
}) => {
  const { baseUrl, apiKey } = serverUnderTest();
  const made = await fetch(`${baseUrl}/v1/sample`, { method: "POST", headers: { authorization: `Bearer ${apiKey}` } });
  const sample = (await made.json()) as { memory_store_id: string; dream_id: string };

  await page.goto("/stores");
  await expect(page.getByText("are a sample to look around in")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /team-sre/ }).click();
  await expect(page).toHaveURL(new RegExp(sample.memory_store_id));
  await expect(page.getByRole("tree")).toContainText("learnings.md");
  await expectAccessible(page);

  await page.goto("/dreams");
  await expect(page.getByRole("table", { name: "Dreams" })).toContainText("to review", { timeout: 60_000 });
  await expectAccessible(page);
  await page.goto(`/dreams/${sample.dream_id}`);
  await expect(page.getByRole("navigation", { name: "Files of the proposal" })).toContainText("payments-latency.md");

  await test.step("a review can be done from the keyboard, and each decision taken back", async () => {
    await expect(page.getByText(/^0 of \d+ decided$/)).toBeVisible();
    await page.keyboard.press("a");
    await expect(page.getByText(/^1 of \d+ decided$/)).toBeVisible();
    await page.keyboard.press("x");
    await expect(page.getByText(/^2 of \d+ decided$/)).toBeVisible();
    await page.keyboard.press("k");
    await page.keyboard.press("u");
    await expect(page.getByText(/^1 of \d+ decided$/)).toBeVisible();
  });

  await page.goto("/stores");
  await page.getByRole("button", { name: "Remove the sample" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove the sample" }).click();
  await expect(page.getByText("are a sample to look around in")).toHaveCount(0);
  await page.goto(`/dreams/${sample.dream_id}`);
  await expect(page.getByText("The dream could not be read.")).toBeVisible();
});
