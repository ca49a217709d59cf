import type Anthropic from "@anthropic-ai/sdk";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures/journey";

interface Memory {
  id: string;
  content?: string | null;
}

const memories = (client: Anthropic) => client.beta.memoryStores.memories;

/** A store that was changed five times: three files made, one changed, one deleted. */
async function makeStore(client: Anthropic) {
  const store = await client.beta.memoryStores.create({ name: `time ${Date.now()} ${Math.random()}` });
  const write = (path: string, content: string): Promise<Memory> =>
    memories(client).create(store.id, { path, content });
  const disk = await write("/alerts/disk.md", "fix: restart\n");
  const mail = await write("/alerts/mail.md", "fix: flush the queue\n");
  await write("/notes.md", "a note\n");
  await memories(client).update(disk.id, { memory_store_id: store.id, content: "fix: grow the volume\n" });
  await memories(client).delete(mail.id, { memory_store_id: store.id });
  const moments: string[] = [];
  for await (const version of client.beta.memoryStores.memoryVersions.list(store.id)) {
    moments.unshift(version.created_at);
  }
  return { store, disk, mail, moments };
}

async function pathsOf(client: Anthropic, storeId: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const item of memories(client).list(storeId)) paths.push(item.path);
  return paths.sort();
}

const slider = (page: Page) => page.getByRole("slider", { name: "Time" });
const atOf = (page: Page) => new URL(page.url()).searchParams.get("at");

test("walks through a store change by change, and restores a moment of it", async ({ page, client }) => {
  test.setTimeout(120_000);
  const { store, disk, mail, moments } = await makeStore(client);

  await test.step("arrow keys go from change to change, and the page says what became of it since", async () => {
    await page.goto(`/stores/${store.id}`);
    await slider(page).focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => atOf(page)).toBe(moments[3]);
    await expect(page.getByText("read only.")).toBeVisible();
    await expect(page.getByText("Since then: 1 file deleted")).toBeVisible();
    await expect(page.getByRole("treeitem", { name: "mail.md, deleted since" })).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => atOf(page)).toBe(moments[2]);
    await expect(page.getByText("Since then: 1 file modified, 1 deleted")).toBeVisible();
    await expect(page.getByRole("treeitem", { name: "disk.md, modified since" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => atOf(page)).toBe(moments[3]);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => atOf(page)).toBeNull();
  });

  await test.step("a file shows its text of that moment, at a typed moment too", async () => {
    await page.goto(`/stores/${store.id}/files/alerts/disk.md?at=${moments[2]}`);
    await expect(page.getByText("fix: restart")).toBeVisible();
    await expect(page.getByRole("button", { name: "Edit" })).toBeHidden();
    const field = page.getByLabel("Moment to show, UTC");
    await field.fill("long ago");
    await field.press("Enter");
    await expect(page.getByText("Write a day, or a day and a time")).toBeVisible();
    await field.fill("2020-01-01 00:00:00");
    await field.press("Enter");
    await expect.poll(() => atOf(page)).toBe("2020-01-01T00:00:00.999Z");
    await expect(page.getByText("The store was empty at that moment.")).toBeVisible();
    await page.getByRole("button", { name: "Back to now" }).click();
    await expect(page.getByText("fix: grow the volume")).toBeVisible();
  });

  await test.step("a folder is restored after the list of what that does", async () => {
    await page.goto(`/stores/${store.id}?at=${moments[1]}`);
    await page.getByRole("button", { name: "Restore the store" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("1 file brought back, 1 changed back, 1 deleted.");
    await dialog.getByLabel("Folder").fill("/alerts/");
    await dialog.getByLabel("Folder").press("Enter");
    await expect(dialog).toContainText("1 file brought back, 1 changed back.");
    await expect(dialog.getByRole("list", { name: "What would happen" })).toContainText("/alerts/mail.md");
    await expectAccessible(page);
    await dialog.getByLabel("Reason").fill("a bad night");
    await dialog.getByRole("button", { name: "Restore 2 files" }).click();
    await expect(page.getByText("Restored: 1 file brought back, 1 changed back")).toBeVisible();
    expect(await pathsOf(client, store.id)).toEqual(["/alerts/disk.md", "/alerts/mail.md", "/notes.md"]);
    const back = await memories(client).retrieve(mail.id, { memory_store_id: store.id, view: "full" });
    expect(back.content).toBe("fix: flush the queue\n");
  });

  await test.step("the restore is undone by going back to the moment before", async () => {
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The restore is undone")).toBeVisible();
    expect(await pathsOf(client, store.id)).toEqual(["/alerts/disk.md", "/notes.md"]);
    const head = await memories(client).retrieve(disk.id, { memory_store_id: store.id, view: "full" });
    expect(head.content).toBe("fix: grow the volume\n");
  });

  await test.step("what was redacted since is named as left alone", async () => {
    const versions = [];
    for await (const version of client.beta.memoryStores.memoryVersions.list(store.id, { memory_id: disk.id })) {
      versions.unshift(version);
    }
    await client.beta.memoryStores.memoryVersions.redact(versions[0]?.id ?? "", { memory_store_id: store.id });
    await page.goto(`/stores/${store.id}?restore=${moments[2]}`);
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("1 file cannot go back");
    await expect(dialog.getByRole("list", { name: "Left as they are" })).toContainText("/alerts/disk.md");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
  });
});

test("compares a store with its past and with another one", async ({ page, client }) => {
  const { store, moments } = await makeStore(client);
  const other = await client.beta.memoryStores.create({ name: `other ${Date.now()} ${Math.random()}` });
  await memories(client).create(other.id, { path: "/notes.md", content: "another note\n" });
  await memories(client).create(other.id, { path: "/new.md", content: "new\n" });

  await test.step("then and now", async () => {
    await page.goto(`/stores/${store.id}?at=${moments[1]}`);
    await page.getByRole("link", { name: "See the differences" }).click();
    await expect(page).toHaveURL(/\/compare\?/);
    await expect(page.getByText("1 file created, 1 modified, 1 deleted.")).toBeVisible();
    await page.getByRole("button", { name: /\/alerts\/disk\.md/ }).click();
    await expect(page.getByText("fix: restart")).toBeVisible();
    await expect(page.getByText("fix: grow the volume")).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByText("fix: grow the volume")).toBeVisible();
  });

  await test.step("two stores, filtered by kind and path", async () => {
    await page.goto(`/compare?store=${store.id}&with=${other.id}`);
    const rows = page.getByRole("table", { name: "Differences" }).getByRole("row");
    await expect(page.getByText("1 file created, 1 modified, 1 deleted.")).toBeVisible();
    await expect(rows).toHaveCount(4);
    await page.getByLabel("Filter by path").fill("NEW");
    await expect(rows).toHaveCount(2);
    await page.getByRole("button", { name: /\/new\.md/ }).click();
    await expect(page).toHaveURL(/open=%2Fnew\.md|open=\/new\.md/);
    await expectAccessible(page);
  });
});

test("counts what was written and filters the history", async ({ page, client }) => {
  const { store } = await makeStore(client);
  await page.goto(`/stores/${store.id}`);

  await test.step("each chart has its numbers", async () => {
    await expect(page.getByRole("img", { name: /Versions a day\. 5 versions on 1 day/ })).toBeVisible();
    await page.getByRole("button", { name: "Show the numbers as a table" }).click();
    await expect(page.getByRole("table", { name: "Versions by day" }).getByRole("row")).toHaveCount(2);
    await expectAccessible(page);
    await page.getByRole("radio", { name: "By file" }).click();
    await expect(page.getByRole("table", { name: "Versions by file" })).toContainText("/alerts/mail.md");
    await page.getByRole("radio", { name: "By author" }).click();
    await page.getByRole("table", { name: "Versions by author" }).getByRole("button").first().click();
    await expect(page).toHaveURL(/by=apikey_/);
  });

  await test.step("filters stand in the address and can be taken away", async () => {
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("combobox", { name: "What" }).click();
    await page.getByRole("option", { name: "Deleted" }).click();
    await expect(page).toHaveURL(/operation=deleted/);
    await expect(page.getByRole("list", { name: "Versions" })).toContainText("/alerts/mail.md");
    await expect(page.getByRole("list", { name: "Versions" })).not.toContainText("/notes.md");
    await expectAccessible(page);
    await page.getByLabel("Folder").fill("/runbooks/");
    await page.getByLabel("Folder").press("Enter");
    await expect(page.getByText("No change fits these filters")).toBeVisible();
    await page.getByRole("button", { name: "Show all changes" }).click();
    await expect(page).not.toHaveURL(/operation=|by=|under=/);
  });
});
