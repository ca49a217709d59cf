import { readFile } from "node:fs/promises";
import type Anthropic from "@anthropic-ai/sdk";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures/journey";
import { send } from "../fixtures/send";
import { serverUnderTest } from "../fixtures/server";

const content = (page: Page, path: string) => page.getByRole("region", { name: `Text of ${path}` });

/** A store whose file says the secret in three of its four versions, and a second file that says it once. */
async function buildStore(client: Anthropic, secret: string) {
  const store = await client.beta.memoryStores.create({ name: `keys ${secret}` });
  const file = await client.beta.memoryStores.memories.create(store.id, { path: "/keys.md", content: "# Keys\n" });
  for (const text of [
    `# Keys\n\nThe **deploy key** is \`${secret}\`.\n`,
    `# Keys\n\nThe **deploy key** is \`${secret}\`, see also ${secret}.\n`,
    `# Keys\n\nThe **deploy key** is \`${secret}\`, rotate it monthly.\n`,
  ]) {
    await client.beta.memoryStores.memories.update(file.id, { memory_store_id: store.id, content: text });
  }
  await client.beta.memoryStores.memories.create(store.id, { path: "/log.md", content: `found ${secret} here\n` });
  return store;
}

/** Selects words of a shown text, as a drag of the pointer does. */
async function select(page: Page, path: string, words: string): Promise<void> {
  await content(page, path).evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const start = node.textContent?.indexOf(wanted) ?? -1;
      if (start === -1) continue;
      window.getSelection()?.setBaseAndExtent(node, start, node, start + wanted.length);
      return;
    }
    throw new Error("The words are not there.");
  }, words);
}

async function api(path: string): Promise<string> {
  const { baseUrl, apiKey } = serverUnderTest();
  const response = await fetch(`${baseUrl}/v1${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
  expect(response.ok, path).toBe(true);
  return response.text();
}

test("redacts selected words in two files, and nothing on the page or the server says them", async ({
  page,
  client,
}) => {
  test.setTimeout(180_000);
  const secret = `hunter${Date.now()}-Kq7`;
  const store = await buildStore(client, secret.replace("hunter", "store"));
  const { id: storeId } = await test.step("the store", async () => {
    const made = await buildStore(client, secret);
    // Its name must not say what is looked for on the page.
    await client.beta.memoryStores.update(made.id, { name: `keys ${Date.now()}` });
    return made;
  });
  const dialog = page.getByRole("dialog");

  await test.step("a draft begun on the text is kept in the browser", async () => {
    await page.goto(`/stores/${storeId}/files/keys.md`);
    await expect(content(page, "/keys.md")).toContainText(secret);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Text of keys.md" }).focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText(`mine: ${secret}\n`);
    await expect(page.getByText("draft kept in this browser")).toBeVisible();
    await page.goto(`/stores/${storeId}/files/keys.md`);
    await expect(page.getByText("This browser keeps a draft of yours")).toBeVisible();
  });

  await test.step("panes that were open before keep answers with the words", async () => {
    await expect(page.getByText("4 versions", { exact: true })).toBeVisible();
    await page.keyboard.press("[");
    await expect(content(page, "/keys.md")).toContainText("see also");
    await page.getByRole("treeitem", { name: "log.md" }).click();
    await expect(content(page, "/log.md")).toContainText(secret);
    await page.getByRole("treeitem", { name: "keys.md" }).click();
    await expect(content(page, "/keys.md")).toContainText("rotate it monthly");
  });

  await test.step("the selection opens every place, with nothing done yet", async () => {
    await select(page, "/keys.md", secret);
    await page.getByRole("button", { name: "Redact the selection" }).click();
    await expect(dialog).toContainText("4 places in 3 versions of 1 file");
    await expect(dialog.getByRole("region", { name: "Preview with masks" })).toContainText("[redacted]");
    await expect(dialog.getByRole("region", { name: "Elsewhere" })).toContainText("1 other file of the store holds it");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Take in 1 file" }).click();
    await expect(dialog).toContainText("5 places in 4 versions of 2 files");
    expect(await api(`/memory_stores/${storeId}/memory_versions?view=full&limit=100`)).toContain(secret);
  });

  await test.step("it needs a reason and the typed words", async () => {
    const redact = dialog.getByRole("button", { name: "Redact 2 files" });
    await expect(redact).toBeDisabled();
    await dialog.getByLabel("Why").fill("=found in a log");
    await expect(redact).toBeDisabled();
    await dialog.getByLabel(/^To go on, type/).fill("redact 2 files");
    await redact.click();
    await expect(dialog).toContainText("4 versions redacted");
    await expectAccessible(page);
  });

  await test.step("no pane says the words any more, before anything is closed or loaded again", async () => {
    // Behind an open dialog nothing has a role.
    await expect(page.locator('[aria-label="Text of /keys.md"]')).toContainText("[redacted], rotate it monthly");
    expect(await page.content()).not.toContain(secret);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).not.toContain(secret);
  });

  await test.step("the list to keep names versions, times, actor and reason, and no text or path", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Keep the list as CSV" }).click(),
    ]);
    const csv = await readFile(await download.path(), "utf8");
    expect(csv.trim().split("\r\n")).toHaveLength(5);
    expect(csv).toContain("secret: =found in a log");
    expect(csv).toMatch(/memver_.*user_/);
    expect(csv).not.toMatch(new RegExp(`${secret}|keys\\.md|log\\.md`));
    await dialog.getByRole("button", { name: "Done" }).click();
  });

  await test.step("nor does a pane that is gone back to, the draft, the tombstone or any answer of the server", async () => {
    await expect(page.getByText("This browser keeps a draft of yours")).toBeHidden();
    await page.goBack();
    await expect(content(page, "/log.md")).toContainText("found [redacted] here");
    await page.goBack();
    await expect(page.getByRole("heading", { name: "v3 was redacted" })).toBeVisible();
    await expect(page.getByText("secret: =found in a log").first()).toBeVisible();
    await expectAccessible(page);
    expect(await page.content()).not.toContain(secret);
    for (const path of ["memory_versions?view=full&limit=100", "memories?view=full", "export?format=jsonl"]) {
      expect(await api(`/memory_stores/${storeId}/${path}`), path).not.toContain(secret);
    }
  });

  await test.step("another store with other words is as it was", async () => {
    expect(await api(`/memory_stores/${store.id}/memories?view=full`)).toContain("deploy key");
  });
});

test("forgets the draft of somebody else whose base was redacted", async ({ page, client }) => {
  const secret = `hunter${Date.now()}-Zx9`;
  const made = await buildStore(client, secret);
  await client.beta.memoryStores.update(made.id, { name: `drafts ${Date.now()}` });
  await page.goto(`/stores/${made.id}/files/keys.md`);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Text of keys.md" }).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("typed\n");
  await expect(page.getByText("draft kept in this browser")).toBeVisible();

  const memory = (await client.beta.memoryStores.memories.list(made.id)).data.find(
    (item) => item.type === "memory" && item.path === "/keys.md",
  );
  const memoryId = memory?.type === "memory" ? memory.id : "";
  await send(`/memory_stores/${made.id}/memories/${memoryId}/redact`, { text: secret, scope: "memory" });

  await expect(page.getByText("your draft of it is forgotten")).toBeVisible({ timeout: 20_000 });
  await expect(content(page, "/keys.md")).toContainText("[redacted]");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(secret);
});

test("redacts lines by their numbers, and says when they moved meanwhile", async ({ page, client }) => {
  const store = await client.beta.memoryStores.create({ name: `lines ${Date.now()}` });
  const file = await client.beta.memoryStores.memories.create(store.id, {
    path: "/people.md",
    content: "one\nAnn lives at 4 Hill Road\nBob lives at 5 Hill Road\nfour\n",
  });
  const dialog = page.getByRole("dialog");
  const open = async () => {
    await page.getByRole("button", { name: "More about this file" }).click();
    await page.getByRole("menuitem", { name: "Redact lines 2 to 3" }).click();
  };
  await page.goto(`/stores/${store.id}/files/people.md?view=source#L2-L3`);
  await open();
  await expect(dialog).toContainText("2 places in 1 version of 1 file");
  await expect(dialog.getByRole("region", { name: "Preview with masks" })).toContainText("[redacted]");
  await client.beta.memoryStores.memories.update(file.id, {
    memory_store_id: store.id,
    content: "zero\none\nAnn lives at 4 Hill Road\nBob lives at 5 Hill Road\nfour\n",
  });
  await dialog.getByLabel("Why").fill("request 4711");
  await dialog.getByLabel(/^To go on, type/).fill("/people.md");
  await dialog.getByRole("button", { name: "Redact 1 file" }).click();
  await expect(dialog).toContainText("Choose them again in the new text");
  await expectAccessible(page);
});

test("redacts search hits over many files, file by file", async ({ page, client }) => {
  test.setTimeout(120_000);
  const word = `Ann${Date.now()}`;
  const store = await client.beta.memoryStores.create({ name: `people ${Date.now()}` });
  const paths = Array.from({ length: 12 }, (_, index) => `/people/${index}.md`);
  for (const path of paths) {
    await client.beta.memoryStores.memories.create(store.id, {
      path,
      content: `owner: ${word}\nbackup: ${word.toUpperCase()}\n`,
    });
  }
  const dialog = page.getByRole("dialog");
  await page.goto(`/search?q=${word.toLowerCase()}&store=${store.id}`);
  await expect(page.getByRole("list", { name: "Files that match" }).first()).toContainText("0.md");
  await page.getByRole("checkbox", { name: /^Select 12 listed files/ }).click();
  await page.getByRole("checkbox", { name: "Select /people/3.md" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Redact in 11 files" }).click();
  await expect(dialog).toContainText("22 places in 11 versions of 11 files", { timeout: 30_000 });
  await expect(dialog.getByRole("region", { name: "Elsewhere" })).toContainText("/people/3.md");
  await dialog.getByLabel("Why").fill("request 4711");
  await dialog.getByLabel(/^To go on, type/).fill("redact 11 files");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Redact 11 files" }).click();
  await expect(dialog).toContainText("11 versions redacted", { timeout: 30_000 });
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(
    page.getByRole("list", { name: "Files that match" }).first().getByRole("listitem").first(),
  ).toContainText("3.md");
  const left = await api(`/memory_stores/${store.id}/memories?view=full&limit=20`);
  expect(left.match(new RegExp(word, "gi"))).toHaveLength(2);
});
