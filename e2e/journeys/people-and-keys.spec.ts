import Anthropic from "@anthropic-ai/sdk";
import { expect, expectAccessible, test } from "../fixtures/journey";
import { serverUnderTest } from "../fixtures/server";

test("a person is invited, joins by the link, and sees only what the role allows", async ({ page, browser }) => {
  const email = `viewer-${Date.now()}@example.com`;
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Invite a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("button", { name: "Make the invitation link" }).click();
  const link = await dialog.locator("pre").textContent();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table", { name: "People" })).toContainText(email);
  await expectAccessible(page);

  const { baseUrl } = serverUnderTest();
  const context = await browser.newContext({ baseURL: baseUrl, storageState: { cookies: [], origins: [] } });
  const guest = await context.newPage();
  await guest.goto(link ?? "");
  await guest.getByLabel("Your name").fill("Vera Viewer");
  await guest.getByLabel("Password").fill("a long enough password");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByRole("heading", { name: "Stores" })).toBeVisible();
  await expect(guest.getByRole("button", { name: "Create a store" })).toHaveCount(0);

  await test.step("the link works once", async () => {
    await guest.goto("/sign-out");
    await guest.getByRole("button", { name: "Sign out" }).click();
    await expect(guest.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await guest.goto(link ?? "");
    await guest.getByLabel("Your name").fill("Somebody else");
    await guest.getByLabel("Password").fill("another long password");
    await guest.getByRole("button", { name: "Join" }).click();
    await expect(guest.getByText("was used, has expired or is incomplete")).toBeVisible();
  });

  await test.step("a wrong password is refused in words, the right one lets in", async () => {
    await guest.goto("/sign-in");
    await expectAccessible(guest);
    await guest.getByLabel("E-mail").fill(email);
    await guest.getByLabel("Password").fill("not the password");
    await guest.getByRole("button", { name: "Sign in" }).click();
    await expect(guest.getByText("do not belong together")).toBeVisible();
    await guest.getByLabel("Password").fill("a long enough password");
    await guest.getByRole("button", { name: "Sign in" }).click();
    await expect(guest.getByRole("heading", { name: "Stores" })).toBeVisible();
  });

  await test.step("removing the person ends the sign-in", async () => {
    await page
      .getByRole("button", { name: "Actions for Vera Viewer" })
      .or(page.getByRole("button", { name: `Actions for ${email}` }))
      .click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove the person" }).click();
    await expect(page.getByRole("table", { name: "People" })).not.toContainText(email);
    await guest.goto("/stores");
    await expect(guest.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
  await context.close();
});

test("a key is made for one store, reaches only that, and ends when it is revoked", async ({ page, client }) => {
  const name = `limited ${Date.now()}`;
  const store = await client.beta.memoryStores.create({ name });
  const other = await client.beta.memoryStores.create({ name: `other ${Date.now()}` });

  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "Make a key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("checkbox", { name: /Only certain stores/ }).click();
  await dialog.getByRole("checkbox", { name, exact: true }).click();
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const secret = ((await dialog.locator("pre").first().textContent()) ?? "").trim();
  expect(secret).toMatch(/^rvk_/);
  await dialog.getByRole("button", { name: "Done" }).click();

  const limited = new Anthropic({ baseURL: serverUnderTest().baseUrl, apiKey: secret, maxRetries: 0 });
  const memory = await limited.beta.memoryStores.memories.create(store.id, { path: "/a.md", content: "a" });
  expect(memory.path).toBe("/a.md");
  await expect(limited.beta.memoryStores.retrieve(other.id)).rejects.toMatchObject({ status: 404 });

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke the key" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("revoked");
  await expect(limited.beta.memoryStores.retrieve(store.id)).rejects.toMatchObject({ status: 401 });

  await test.step("the record tells of it", async () => {
    await page.goto("/audit?action=api_key.");
    const table = page.getByRole("table", { name: "Activity" });
    await expect(table).toContainText("api_key.revoke");
    await expect(table).toContainText("api_key.create");
    await expectAccessible(page);
    await table.getByRole("button").first().click();
    await expect(page.getByRole("dialog")).toContainText("api_key.");
  });
});
