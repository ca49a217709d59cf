import { expect, expectAccessible, test } from "../fixtures/journey";

test("a text is found where it stands, by keyboard, across stores and within one", async ({ page, client }) => {
  const mark = `needle${Date.now()}`;
  const first = await client.beta.memoryStores.create({ name: `Search one ${mark}` });
  const second = await client.beta.memoryStores.create({ name: `Search two ${mark}` });
  const write = (storeId: string, path: string, content: string) =>
    client.beta.memoryStores.memories.create(storeId, { path, content });
  await write(first.id, "/alerts/disk.md", `# Disk\n\nFirst ${mark} here\n<img src=x onerror=alert(1)> ${mark}\n`);
  await write(first.id, "/notes/plain.md", "Nothing to find.\n");
  await write(second.id, "/runbook.md", `Before\n${mark.toUpperCase()} and ${mark}\n`);

  const box = page.getByRole("searchbox", { name: "Search the text of memories" });
  const results = page.getByRole("list", { name: "Files that match" });

  await test.step("what is typed is found in all stores, with its matches marked", async () => {
    await page.goto("/search");
    await expect(box).toBeFocused();
    await expectAccessible(page);
    await box.fill(mark);
    await expect(page.getByRole("status").filter({ hasText: "4 matches in 2 files" })).toBeVisible();
    await expect(results).toContainText(first.name);
    await expect(results.locator("mark").first()).toHaveText(mark);
    await expect(results).toContainText("<img src=x onerror=alert(1)>");
    await expect(page).toHaveURL(new RegExp(`q=${mark}`));
    await expectAccessible(page);
  });

  await test.step("capitals and a folder narrow it down, and the address keeps them", async () => {
    await page.getByRole("checkbox", { name: "Match capitals" }).click();
    await expect(page.getByRole("status").filter({ hasText: "3 matches in 2 files" })).toBeVisible();
    await page.getByRole("textbox", { name: "Only in this folder" }).fill("alerts");
    await expect(page.getByRole("status").filter({ hasText: "2 matches in 1 file" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("status").filter({ hasText: "2 matches in 1 file" })).toBeVisible();
    await page.getByRole("textbox", { name: "Only in this folder" }).fill("nowhere");
    await expect(page.getByText("No file holds this")).toBeVisible();
    await page.getByRole("button", { name: "Search without the filters" }).click();
    await expect(page.getByRole("status").filter({ hasText: "4 matches in 2 files" })).toBeVisible();
  });

  await test.step("several stores can be chosen, and the address keeps them", async () => {
    await page.getByRole("combobox", { name: "Stores" }).click();
    await page.getByRole("option", { name: second.name }).click();
    await expect(page.getByRole("status").filter({ hasText: "2 matches in 1 file" })).toBeVisible();
    await page.getByRole("option", { name: first.name }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("status").filter({ hasText: "4 matches in 2 files" })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`store=${second.id},${first.id}`));
    await expect(page.getByRole("combobox", { name: "Stores" })).toContainText("2 stores");
    await expectAccessible(page);
  });

  await test.step("a pattern that makes no sense is told beside the box", async () => {
    await page.getByRole("radio", { name: "Regex" }).click();
    await box.fill(`${mark}(`);
    await expect(page.getByRole("alert").filter({ hasText: "parentheses" })).toBeVisible();
    await expectAccessible(page);
    await box.fill(`first ${mark.slice(0, 4)}\\w+`);
    await expect(page.getByRole("status").filter({ hasText: "1 match in 1 file" })).toBeVisible();
  });

  await test.step("the arrow keys lead through the lines, Enter to the line in its file", async () => {
    await page.goto(`/stores/${first.id}`);
    await expect(page.getByRole("tree")).toBeVisible();
    await page.keyboard.press("/");
    await expect(box).toBeFocused();
    await box.fill(mark);
    await expect(page.getByRole("status").filter({ hasText: "2 matches in 1 file" })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(results.getByRole("link").filter({ hasText: "onerror" })).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect(box).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/files\/alerts\/disk\.md#L3$/);
    await expect(page.getByRole("link", { name: "Line 3" })).toBeVisible();
  });

  await test.step("a few letters of a path lead to its file from anywhere in the store", async () => {
    await page.goto(`/stores/${first.id}`);
    await expect(page.getByRole("tree")).toBeVisible();
    await page.keyboard.press("t");
    await page.getByRole("combobox").fill("ntpl");
    const option = page.getByRole("option").filter({ hasText: "/notes/plain.md" });
    await expect(option.locator("b").first()).toBeVisible();
    await option.click();
    await expect(page).toHaveURL(/files\/notes\/plain\.md/);
  });
});
