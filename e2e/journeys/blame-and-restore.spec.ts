import type Anthropic from "@anthropic-ai/sdk";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures/journey";

const path = "/alerts/disk.md";

const texts = [
  "# Disk\n\nfix: restart\n",
  "# Disk\n\nfix: restart\nowner: ada\n",
  "# Disk\n\nfix: grow the volume\nowner: ada\n",
] as const;

/** A store with one file that was written three times. */
async function makeStore(client: Anthropic) {
  const store = await client.beta.memoryStores.create({ name: `blame ${Date.now()} ${Math.random()}` });
  const created = await client.beta.memoryStores.memories.create(store.id, { path, content: texts[0] });
  for (const content of texts.slice(1)) {
    await client.beta.memoryStores.memories.update(created.id, { memory_store_id: store.id, content });
  }
  const versions = [];
  for await (const version of client.beta.memoryStores.memoryVersions.list(store.id)) versions.unshift(version);
  return { storeId: store.id, memoryId: created.id, versions };
}

const range = (page: Page, lines: string) => page.getByRole("link", { name: new RegExp(`^${lines},`) });
const idOf = (version: { id: string } | undefined): string => version?.id ?? "";

test("shows who wrote each line, of any version and of a deleted file", async ({ page, client }) => {
  const { storeId, memoryId, versions } = await makeStore(client);

  await test.step("the address keeps the view, and each range leads to its version", async () => {
    await page.goto(`/stores/${storeId}/files${path}`);
    await page.getByRole("radio", { name: "Blame" }).click();
    await expect(page).toHaveURL(/view=blame/);
    await expect(page.locator("[data-blame]")).toHaveCount(3);
    await page.reload();
    await expect(page.getByRole("radio", { name: "Blame" })).toBeChecked();
    await expect(range(page, "Lines 1 to 2")).toHaveAttribute("href", new RegExp(`version=${idOf(versions[0])}`));
    await expect(range(page, "Line 3")).toHaveAttribute("href", new RegExp(`version=${idOf(versions[2])}`));
    await expect(range(page, "Line 4")).toHaveAttribute("href", new RegExp(`version=${idOf(versions[1])}`));
    await expectAccessible(page);
  });

  await test.step("the keyboard goes from range to range, reads the card and opens the version", async () => {
    await range(page, "Lines 1 to 2").focus();
    await page.keyboard.press("ArrowDown");
    await expect(range(page, "Line 3")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(range(page, "Line 4")).toBeFocused();
    await expect(page.getByText("via API", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Open v2" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Blame before this change" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(
      new RegExp(`version=${idOf(versions[1])}.*view=blame|view=blame.*version=${idOf(versions[1])}`),
    );
    await expect(page.getByRole("region", { name: `Source of ${path}` })).toContainText("fix: restart");
    await expect(page.locator("[data-blame]")).toHaveCount(2);
  });

  await test.step("what stood in a redacted version is said to be from it or from before", async () => {
    await client.beta.memoryStores.memoryVersions.redact(idOf(versions[1]), { memory_store_id: storeId });
    await page.goto(`/stores/${storeId}/files${path}?view=blame`);
    const unsure = page.getByRole("link", { name: /redacted or earlier/ }).first();
    await unsure.focus();
    await expect(page.getByText(/Redacted or earlier: the version right before this one was redacted/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a deleted file keeps its blame", async () => {
    await client.beta.memoryStores.memories.delete(memoryId, { memory_store_id: storeId });
    await page.goto(`/stores/${storeId}/files${path}`);
    await expect(page.getByRole("heading", { name: "This file was deleted" })).toBeVisible();
    await page.getByRole("link", { name: "See its last text" }).click();
    await page.getByRole("radio", { name: "Blame" }).click();
    await expect(page.locator("[data-blame]").first()).toBeVisible();
  });
});

test("restores a version under the file's own id, and undoes it", async ({ page, client }) => {
  const { storeId, memoryId, versions } = await makeStore(client);
  const read = () => client.beta.memoryStores.memories.retrieve(memoryId, { memory_store_id: storeId, view: "full" });

  await test.step("of a living file, with a reason", async () => {
    await page.goto(`/stores/${storeId}/files${path}?version=${idOf(versions[0])}`);
    await page.getByRole("button", { name: "Restore v1" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText(path);
    await dialog.getByLabel("Reason").fill("the volume cannot grow");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Restore v1" }).click();
    await expect(page.getByRole("list", { name: "Versions" })).toContainText("the volume cannot grow");
    expect((await read()).content).toBe(texts[0]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The text from before is back")).toBeVisible();
    expect((await read()).content).toBe(texts[2]);
  });

  await test.step("of a deleted file, which goes on under its own id", async () => {
    await client.beta.memoryStores.memories.delete(memoryId, { memory_store_id: storeId });
    await page.goto(`/stores/${storeId}/files${path}?version=${idOf(versions[1])}`);
    await page.getByRole("button", { name: "Restore v2" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restore v2" }).click();
    await expect(page.getByRole("list", { name: "Versions" })).toContainText("restored from v2");
    const back = await read();
    expect([back.id, back.content]).toEqual([memoryId, texts[1]]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("heading", { name: "This file was deleted" })).toBeVisible();
  });
});
