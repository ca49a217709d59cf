import { readFile } from "node:fs/promises";
import { expect, expectAccessible, test } from "../fixtures/journey";

const slowBytesPerSecond = 8_000;

test("exports a store with its history and brings it into another after a look", async ({ page, client }) => {
  test.setTimeout(150_000);
  const stamp = Date.now();
  const store = await client.beta.memoryStores.create({ name: `source ${stamp}` });
  const first = await client.beta.memoryStores.memories.create(store.id, { path: "/alerts/a.md", content: "one\n" });
  await client.beta.memoryStores.memories.update(first.id, { memory_store_id: store.id, content: "two\n" });
  await client.beta.memoryStores.memories.create(store.id, { path: "/notes/b.md", content: "kept\n" });
  const dialog = page.getByRole("dialog");

  const exported = await test.step("an export names its form, its past and its folder", async () => {
    await page.goto(`/stores/${store.id}`);
    await page.getByRole("button", { name: "Export" }).click();
    await dialog.getByRole("combobox", { name: "Form" }).click();
    await page.getByRole("option", { name: /Everything as \.jsonl/ }).click();
    await dialog.getByLabel("Folder").fill("alerts");
    await expectAccessible(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Export the store" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.jsonl$/);
    await expect(dialog).toBeHidden();
    const bytes = await readFile(await download.path());
    const lines = bytes.toString().trim().split("\n");
    expect(lines).toHaveLength(4);
    expect(bytes.toString()).not.toContain("kept");
    return bytes;
  });

  const target = await client.beta.memoryStores.create({ name: `target ${stamp}` });
  const choose = (name: string, buffer: Buffer) =>
    dialog.getByLabel("Archive or export").setInputFiles({ name, mimeType: "application/octet-stream", buffer });

  await test.step("what is no archive is refused before it is sent", async () => {
    await page.goto(`/stores/${target.id}`);
    await page.getByRole("button", { name: "More about this store" }).click();
    await page.getByRole("menuitem", { name: "Import files" }).click();
    await choose("notes.zip", Buffer.from("# no archive"));
    await expect(dialog).toContainText("notes.zip is neither a zip");
    await expect(dialog.getByRole("button", { name: "See what would happen" })).toBeDisabled();
  });

  await test.step("a look says what would happen, and does nothing", async () => {
    await choose("export.jsonl", exported);
    await expect(dialog).toContainText("read as jsonl");
    await dialog.getByRole("button", { name: "See what would happen" }).click();
    await expect(dialog).toContainText("2 versions as the source had them");
    await expectAccessible(page);
    expect((await client.beta.memoryStores.memories.list(target.id)).data).toEqual([]);
  });

  await test.step("the import brings files with their history", async () => {
    await dialog.getByRole("button", { name: "Import the file" }).click();
    await expect(dialog).toContainText("The store now holds it");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("treeitem", { name: "a.md" })).toBeVisible();
    const versions = await client.beta.memoryStores.memoryVersions.list(target.id);
    expect(versions.data).toHaveLength(2);
  });

  await test.step("a conflict is said in words, and settled by choice", async () => {
    const [file] = (await client.beta.memoryStores.memories.list(target.id, { path_prefix: "/alerts/" })).data;
    await client.beta.memoryStores.memories.update(file?.type === "memory" ? file.id : "", {
      memory_store_id: target.id,
      content: "other\n",
    });
    await page.getByRole("button", { name: "More about this store" }).click();
    await page.getByRole("menuitem", { name: "Import files" }).click();
    await choose("export.jsonl", exported);
    await dialog.getByRole("button", { name: "See what would happen" }).click();
    await expect(dialog).toContainText("/alerts/a.md stands in the way");
    await expectAccessible(page);
    await dialog.getByRole("combobox", { name: /^Where a path/ }).click();
    await page.getByRole("option", { name: /Keep the store's text/ }).click();
    await dialog.getByRole("button", { name: "See what would happen" }).click();
    await expect(dialog.getByRole("list", { name: "Files left out" })).toContainText("/alerts/a.md");
    await expect(dialog.getByRole("button", { name: "Import the file" })).toBeDisabled();
    await dialog.getByRole("combobox", { name: /^Where a path/ }).click();
    await page.getByRole("option", { name: /Take the imported text/ }).click();
    await dialog.getByRole("button", { name: "See what would happen" }).click();
    await expect(dialog).toContainText("1 file with a new text");
    await dialog.getByRole("button", { name: "Import the file" }).click();
    await expect(dialog).toContainText("The store now holds it");
    await dialog.getByRole("button", { name: "Done" }).click();
  });
});

test("a long export says how much has come, and can be cancelled", async ({ page, client }) => {
  test.setTimeout(120_000);
  const store = await client.beta.memoryStores.create({ name: `large ${Date.now()}` });
  const random = () => Array.from({ length: 1800 }, () => Math.random().toString(36).slice(2)).join("\n");
  for (let index = 0; index < 30; index++) {
    await client.beta.memoryStores.memories.create(store.id, { path: `/files/${index}.md`, content: random() });
  }
  const session = await page.context().newCDPSession(page);
  const limit = (bytes: number) =>
    session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: bytes,
      uploadThroughput: -1,
    });
  const dialog = page.getByRole("dialog");
  await page.goto(`/stores/${store.id}`);
  await page.getByRole("button", { name: "Export" }).click();
  await limit(slowBytesPerSecond);
  await dialog.getByRole("button", { name: "Export the store" }).click();
  await expect(dialog.getByText(/kB received/)).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Cancel the export" }).click();
  await expect(dialog.getByRole("button", { name: "Export the store" })).toBeEnabled();
  await limit(-1);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Export the store" }).click(),
  ]);
  expect((await readFile(await download.path())).subarray(0, 2).toString("latin1")).toBe("PK");
});

test("a webhook shows its secret once, and what was sent to it", async ({ page }) => {
  const dialog = page.getByRole("dialog");
  const description = `watch ${Date.now()}`;
  await page.goto("/settings/webhooks");
  await page.getByRole("button", { name: "Add a webhook" }).first().click();
  await dialog.getByLabel("Description").fill(description);
  await dialog.getByLabel("Address").fill("https://reverie.invalid/hook");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add the webhook" }).click();
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row").filter({ hasText: description });
  await expect(row).toContainText("every store");
  await expectAccessible(page);
  await row.getByRole("button", { name: /^Actions/ }).click();
  await page.getByRole("menuitem", { name: "Send a test" }).click();
  await expect(dialog).toContainText("webhook.test");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await row.getByRole("button", { name: /^Actions/ }).click();
  await page.getByRole("menuitem", { name: "Delete the webhook" }).click();
  await dialog.getByRole("button", { name: "Delete the webhook" }).click();
  await expect(row).toBeHidden();
});
