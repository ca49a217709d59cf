import { readFile } from "node:fs/promises";
import type Anthropic from "@anthropic-ai/sdk";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures/journey";

const path = "/alerts/search-disk.md";
const secret = "hunter2-is-not-a-good-password";

/** Puts a text into the editor, whichever of its two forms has come up. */
async function typeText(page: Page, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: "Text of search-disk.md" });
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

const history = (page: Page) => page.getByRole("list", { name: "Versions" });
const content = (page: Page) => page.getByRole("region", { name: `Text of ${path}` });

async function headOf(client: Anthropic, storeId: string) {
  for await (const item of client.beta.memoryStores.memories.list(storeId, { view: "full" })) {
    if (item.type === "memory" && item.path === path) return item;
  }
  throw new Error(`${path} is not in the store.`);
}

async function versionsOf(client: Anthropic, storeId: string) {
  const versions = [];
  for await (const version of client.beta.memoryStores.memoryVersions.list(storeId, { view: "full" })) {
    versions.push(version);
  }
  return versions;
}

test("writes, edits against a second writer, compares, restores, redacts and exports a file", async ({
  page,
  client,
}) => {
  test.setTimeout(180_000);
  const name = `notes ${Date.now()}`;

  await test.step("a store and its first file are made", async () => {
    await page.goto("/stores");
    await page.getByRole("button", { name: "Create a store" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Create the store" }).click();
    await expect(page).toHaveURL(/\/stores\/memstore_/);
    await expect(page.getByRole("heading", { name: "Make the first write" })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("button", { name: "New file" }).first().click();
    await dialog.getByLabel("Path").fill("/alerts//search-disk.md");
    await expect(dialog.getByText("must not have an empty segment")).toBeVisible();
    await dialog.getByLabel("Path").fill(path);
    await dialog.getByLabel("Text").fill("# SearchDiskFilling\n\nfix: restart\n");
    await dialog.getByLabel("Reason").fill("first seen in INC-101");
    await dialog.getByRole("button", { name: "Create the file" }).click();
    await expect(content(page).getByRole("heading", { name: "SearchDiskFilling" })).toBeVisible();
    await expectAccessible(page);
  });
  const storeId = /memstore_[^/?]+/.exec(page.url())?.[0] ?? "";

  await test.step("a draft outlives a reload and is saved with its reason", async () => {
    await page.getByRole("button", { name: "Edit" }).click();
    await typeText(page, `# SearchDiskFilling\n\nfix: PR 412\n\npassword: ${secret}\n`);
    await expect(page.getByText("draft kept in this browser")).toBeVisible();
    await page.reload();
    await expect(page.getByText("draft kept in this browser")).toBeVisible();
    await page.getByPlaceholder("Reason, optional").fill("link INC-103");
    await page.getByRole("button", { name: "Save the file" }).click();
    await expect(content(page)).toContainText(secret);
    await expect(history(page)).toContainText("link INC-103");
  });

  await test.step("another's write appears without moving what is read", async () => {
    const head = await headOf(client, storeId);
    await client.beta.memoryStores.memories.update(head.id, {
      memory_store_id: storeId,
      content: `# SearchDiskFilling\n\nfix: PR 412, merged\n\npassword: ${secret}\n`,
    });
    await expect(page.getByText("You still see the text from before")).toBeVisible({ timeout: 20_000 });
    await expect(content(page)).not.toContainText("merged");
    await page.getByRole("button", { name: "Show the new text" }).click();
    await expect(content(page)).toContainText("merged");
  });

  await test.step("a conflict keeps both texts and is merged", async () => {
    await page.getByRole("button", { name: "Edit" }).click();
    await typeText(page, `# SearchDiskFilling\n\nfix: PR 413\n\npassword: ${secret}\n`);
    const head = await headOf(client, storeId);
    await client.beta.memoryStores.memories.update(head.id, {
      memory_store_id: storeId,
      content: `# SearchDiskFilling\n\nfix: PR 412, deployed\n\npassword: ${secret}\n`,
    });
    await page.getByRole("button", { name: "Save the file" }).click();
    await expect(page.getByText("Both changed the same lines in 1 place")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save the merge" })).toBeDisabled();
    await expectAccessible(page);
    await page.getByRole("radio", { name: /^Merge/ }).click();
    await page.getByRole("radio", { name: "Both" }).click();
    await page.getByRole("button", { name: "Save the merge" }).click();
    await expect(content(page)).toContainText("fix: PR 413");
    const merged = await headOf(client, storeId);
    expect(merged.content).toBe(`# SearchDiskFilling\n\nfix: PR 412, deployed\nfix: PR 413\n\npassword: ${secret}\n`);
  });

  await test.step("any two versions are compared", async () => {
    const rows = history(page).getByRole("listitem");
    await rows
      .filter({ hasText: "first seen in INC-101" })
      .getByRole("button", { name: /Compare with/ })
      .click();
    await expect(page).toHaveURL(/compare=memver_/);
    await expect(page.getByText("fix: restart")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Swap the sides" }).click();
    await expect(page.getByText(/^v5 · .*v1 · /)).toBeVisible();
    await page.getByRole("link", { name: "Stop comparing" }).click();
    await expect(page).not.toHaveURL(/compare=/);
  });

  await test.step("an old version is shown read only, and restored as a new one", async () => {
    await history(page)
      .getByRole("link", { name: /first seen in INC-101/ })
      .click();
    await expect(page.getByText("read only")).toBeVisible();
    await expect(content(page)).toContainText("fix: restart");
    await page.getByRole("button", { name: "Restore v1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restore v1" }).click();
    await expect(history(page)).toContainText("restored from v1");
    expect((await headOf(client, storeId)).content).toBe("# SearchDiskFilling\n\nfix: restart\n");
    expect(await versionsOf(client, storeId)).toHaveLength(6);
  });

  await test.step("a version is redacted once its path is typed, and stays as a tombstone", async () => {
    await history(page)
      .getByRole("link", { name: /link INC-103/ })
      .click();
    await page.getByRole("button", { name: "Redact v2" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("link INC-103");
    const redact = dialog.getByRole("button", { name: "Redact v2" });
    await expect(redact).toBeDisabled();
    await dialog.getByLabel("Why").fill("a password in a runbook");
    await dialog.getByLabel(/^To go on, type/).fill(path);
    await redact.click();
    await expect(dialog).toContainText("1 version redacted");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("heading", { name: "v2 was redacted" })).toBeVisible();
    await expect(history(page)).not.toContainText("link INC-103");
    await expectAccessible(page);
  });

  await test.step("the words are erased wherever the file's history holds them", async () => {
    const head = await headOf(client, storeId);
    await client.beta.memoryStores.memories.update(head.id, {
      memory_store_id: storeId,
      content: `back again, password: ${secret}\n`,
    });
    await page.getByRole("treeitem", { name: "search-disk.md" }).click();
    await page.getByRole("button", { name: "Redact v7" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Take 1 likely secret" }).click();
    await expect(dialog.getByLabel("Words to redact")).toHaveValue(secret);
    await dialog.getByRole("button", { name: "Show every place" }).click();
    await expect(dialog).toContainText("4 places in 4 versions of 1 file");
    await dialog.getByLabel("Why").fill("a password in a runbook");
    await dialog.getByLabel(/^To go on, type/).fill(path);
    await dialog.getByRole("button", { name: "Redact 1 file" }).click();
    await expect(dialog).toContainText("4 versions redacted", { timeout: 20_000 });
    await dialog.getByRole("button", { name: "Done" }).click();
    const versions = await versionsOf(client, storeId);
    expect(versions.filter(({ redacted_at }) => redacted_at !== null)).toHaveLength(5);
    expect(JSON.stringify(versions)).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
  });

  await test.step("the store is exported as a zip", async () => {
    await page.getByRole("link", { name }).first().click();
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("dialog").getByRole("button", { name: "Export the store" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, 2).toString("latin1")).toBe("PK");
    expect(bytes.includes(Buffer.from("alerts/search-disk.md"))).toBe(true);
    expect(bytes.includes(Buffer.from(secret))).toBe(false);
  });
});
