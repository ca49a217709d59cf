import Anthropic from "@anthropic-ai/sdk";
import { bootProductionServer } from "../../scripts/verify/production-server.mjs";
import { expect, expectAccessible, test } from "../fixtures/journey";

test("the first person follows the set-up link, makes a key, and an agent writes with it", async ({ browser }) => {
  test.setTimeout(120_000);
  const instance = await bootProductionServer({
    REVERIE_ADMIN_EMAIL: undefined,
    REVERIE_ADMIN_PASSWORD: undefined,
    REVERIE_API_KEY: undefined,
  });
  try {
    const context = await browser.newContext({
      baseURL: instance.baseUrl,
      storageState: { cookies: [], origins: [] },
    });
    const page = await context.newPage();

    await test.step("until then every page says what to do", async () => {
      await page.goto("/stores");
      await expect(page.getByRole("heading", { name: "No administrator yet" })).toBeVisible();
    });

    await test.step("the printed link makes the administrator and signs in", async () => {
      expect(instance.setupLink).not.toBeNull();
      await page.goto(instance.setupLink ?? "");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel("Your name").fill("Ada Admin");
      await page.getByLabel("E-mail").fill("ada@example.com");
      await page.getByLabel("Password").fill("a long enough password");
      await page.getByRole("button", { name: "Create the administrator" }).click();
      await expect(page.getByRole("heading", { name: "Stores" })).toBeVisible();
    });

    const secret = await test.step("a key is made and shown once", async () => {
      await page.goto("/settings/api-keys");
      await page.getByRole("button", { name: "Make a key" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name").fill("first agent");
      await dialog.getByRole("button", { name: "Make the key" }).click();
      return (await dialog.locator("pre").first().textContent()) ?? "";
    });

    await test.step("the stock SDK writes with it, and the page shows the file", async () => {
      const client = new Anthropic({ baseURL: instance.baseUrl, apiKey: secret.trim() });
      const store = await client.beta.memoryStores.create({ name: "First store" });
      await client.beta.memoryStores.memories.create(store.id, { path: "/hello.md", content: "# Hello\n" });
      await page.goto(`/stores/${store.id}`);
      await expect(page.getByText("hello.md").first()).toBeVisible();
    });

    await test.step("the link does not work a second time", async () => {
      const stranger = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
      await stranger.goto(instance.setupLink ?? "");
      await stranger.getByLabel("Your name").fill("Eve");
      await stranger.getByLabel("E-mail").fill("eve@example.com");
      await stranger.getByLabel("Password").fill("another long password");
      await stranger.getByRole("button", { name: "Create the administrator" }).click();
      await expect(stranger.getByText("was used, has expired or is incomplete")).toBeVisible();
    });
  } finally {
    await instance.stop();
  }
});
