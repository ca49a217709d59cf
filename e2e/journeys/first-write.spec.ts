import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inEmptyInstallation } from "../fixtures/empty-installation";
import { expect, expectAccessible, test } from "../fixtures/journey";

const run = promisify(execFile);

test("an empty installation leads to a first write by pasting one command, and sees it arrive", async ({ browser }) => {
  test.setTimeout(180_000);
  await inEmptyInstallation(browser, async (page) => {
    await test.step("the empty list offers a store of one's own, or a sample", async () => {
      await expect(page.getByRole("heading", { name: "Begin with a store" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Make the sample" })).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel("Name of the store").fill("Our notes");
      await page.getByRole("button", { name: "Create this store" }).click();
      await expect(page.getByRole("heading", { name: "Make the first write" })).toBeVisible();
    });

    const snippet = page.locator("pre").filter({ hasText: "/notes/from-" });

    await test.step("a key is made in place and stands in the command", async () => {
      await expect(snippet).toContainText("$REVERIE_API_KEY");
      await page.getByRole("button", { name: "Make a key" }).click();
      await expect(snippet).not.toContainText("$REVERIE_API_KEY");
      await expect(page.getByText("Waiting for the first write")).toBeVisible();
      await expectAccessible(page);
    });

    await test.step("the command works as it is pasted, and the page shows the file by itself", async () => {
      await run("sh", ["-c", (await snippet.textContent()) ?? ""]);
      await expect(page.getByRole("status").filter({ hasText: "/notes/from-curl.md" })).toBeVisible();
      await expect(page.getByRole("tree")).toContainText("from-curl.md");
      await expectAccessible(page);
    });

    await test.step("so does the official SDK", async () => {
      await page.getByRole("radio", { name: "TypeScript" }).click();
      await expect(snippet).toContainText("@anthropic-ai/sdk");
      // The SDK is installed here already.
      const command = ((await snippet.textContent()) ?? "").replace(/^npm install .*\n/, "");
      const { stdout } = await run("sh", ["-c", command]);
      expect(stdout).toContain("/notes/from-typescript.md");
      await expect(page.getByRole("tree")).toContainText("from-typescript.md");
      await page.getByRole("radio", { name: "Python" }).click();
      await expect(snippet).toContainText("pip install anthropic");
    });

    await test.step("the first file is one click away", async () => {
      await page.getByRole("link", { name: "Open the file" }).click();
      await expect(page.getByText("First note").first()).toBeVisible();
    });
  });
});
