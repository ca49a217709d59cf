import type Anthropic from "@anthropic-ai/sdk";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures/journey";

const memories = (client: Anthropic) => client.beta.memoryStores.memories;

async function makeStore(client: Anthropic, files: Record<string, string>): Promise<string> {
  const store = await client.beta.memoryStores.create({ name: `drafts ${Date.now()} ${Math.random()}` });
  for (const [path, content] of Object.entries(files)) await memories(client).create(store.id, { path, content });
  return store.id;
}

async function idOf(client: Anthropic, storeId: string, path: string): Promise<string> {
  for await (const item of memories(client).list(storeId)) {
    if (item.type === "memory" && item.path === path) return item.id;
  }
  throw new Error(`${path} is not in the store.`);
}

async function type(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Text of/ }).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(text);
}

const more = (page: Page) => page.getByRole("button", { name: "More about this file" });

test("keeps what was typed through discarding, leaving, renaming and deletion", async ({ page, client }) => {
  test.setTimeout(120_000);
  const storeId = await makeStore(client, { "/services/owners.md": "# Owners\n", "/empty.md": "" });
  await page.goto(`/stores/${storeId}/files/services/owners.md`);

  await test.step("a file is renamed with a reason in any script", async () => {
    await more(page).click();
    await page.getByRole("menuitem", { name: "Rename or move" }).click();
    await page.getByRole("textbox", { name: "Path" }).fill("/services/people.md");
    await page.getByRole("textbox", { name: "Reason" }).fill("分かりやすく");
    await page.getByRole("button", { name: "Rename the file" }).click();
    await expect(page).toHaveURL(/people\.md/);
    await expect(page.getByRole("list", { name: "Versions" })).toContainText("分かりやすく");
  });

  await test.step("a file that another renames stays in front of its reader", async () => {
    const memoryId = await idOf(client, storeId, "/services/people.md");
    await memories(client).update(memoryId, { memory_store_id: storeId, path: "/services/who.md" });
    await expect(page.getByText("Somebody renamed this file")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("heading", { name: "Owners" })).toBeVisible();
    await page.goto(`/stores/${storeId}/files/services/who.md`);
  });

  await test.step("every key reaches the editor, and discarding can be undone", async () => {
    await page.getByRole("button", { name: "Edit" }).click();
    await type(page, "one two three t e n y ?");
    await expect(page.getByText("draft kept in this browser")).toBeVisible();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("draft kept in this browser")).toBeVisible();
    await expect(page.getByText("one two three t e n y ?")).toBeVisible();
  });

  await test.step("a draft waits while other files are read", async () => {
    await page.getByRole("treeitem", { name: "empty.md" }).click();
    await expect(page.getByText("An empty file")).toBeVisible();
    await page.getByRole("treeitem", { name: "who.md" }).click();
    await expect(page.getByText("This browser keeps a draft of yours")).toBeVisible();
    await page.getByRole("button", { name: "Go on editing" }).click();
  });

  await test.step("a file that is deleted under its editor is written again with the draft", async () => {
    await memories(client).delete(await idOf(client, storeId, "/services/who.md"), { memory_store_id: storeId });
    await expect(page.getByText("Your unsaved text is kept")).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Create the file again with it" }).click();
    await expect(page.getByText("one two three t e n y ?")).toBeVisible();
    await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();
  });
});

test("finds, deletes and restores files, and looks at the past", async ({ page, client }) => {
  test.setTimeout(120_000);
  const storeId = await makeStore(client, { "/config/search.yaml": "retries: 3\n", "/notes.md": "# Notes\n" });
  await page.goto(`/stores/${storeId}`);
  await expect(page.getByRole("treeitem", { name: "notes.md" })).toBeVisible();

  await test.step("a few letters of a path find the file", async () => {
    await page.keyboard.press("t");
    const finder = page.getByRole("combobox", { name: "Commands" });
    await finder.fill("conf");
    await finder.pressSequentially("yaml");
    await expect(page.getByRole("option", { name: "/config/search.yaml" })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/search\.yaml/);
    await expect(page.getByText("retries")).toBeVisible();
  });

  await test.step("lines have addresses", async () => {
    await page.getByRole("link", { name: "Line 1", exact: true }).click();
    await expect(page).toHaveURL(/#L1$/);
  });

  await test.step("a deleted file keeps its history and comes back", async () => {
    await more(page).click();
    await page.getByRole("menuitem", { name: "Delete the file" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete the file" }).click();
    await expect(page).toHaveURL(new RegExp(`/stores/${storeId}$`));
    await page.goto(`/stores/${storeId}/files/config/search.yaml`);
    await expect(page.getByText("This file was deleted")).toBeVisible();
    await page.getByRole("link", { name: "See its last text" }).click();
    await page.getByRole("button", { name: "Restore v1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restore v1" }).click();
    await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();
    expect(await idOf(client, storeId, "/config/search.yaml")).toMatch(/^mem_/);
  });

  await test.step("the page shows a past moment and nothing that would change it", async () => {
    await page.goto(`/stores/${storeId}?at=2020-01-01T00:00:00Z`);
    await expect(page.getByText("The store was empty at that moment")).toBeVisible();
    await expect(page.getByRole("button", { name: "New file" })).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Back to now" }).click();
    await expect(page.getByRole("treeitem", { name: "notes.md" })).toBeVisible();
    await expect(page).not.toHaveURL(/at=/);
  });
});
