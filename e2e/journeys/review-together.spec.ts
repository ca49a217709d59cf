import type { Page } from "@playwright/test";
import { joinAs } from "../fixtures/join-as";
import { expect, expectAccessible, test } from "../fixtures/journey";
import { seedDream } from "../fixtures/seed-dream";

const filler = (name: string) => Array.from({ length: 8 }, (_, at) => `${name} says ${at} of its own.`).join("\n");

/** Two places to correct, far enough apart to be two hunks. */
const two = (name: string) =>
  `# ${name}\n\nRun \`kubectl get pods -n payments\` for ${name}.\n\n${filler(name)}\n\nThen \`kubectl logs -n payments\` for ${name}.\n`;

const filesOf = (page: Page) => page.getByRole("navigation", { name: "Files of the proposal" });
const fileOf = (page: Page, name: string) => filesOf(page).getByRole("button", { name: new RegExp(name) });
const hunkOf = (page: Page, place: number) => page.getByRole("region", { name: new RegExp(`^Change ${place} of `) });

test("two people review one dream: edit then accept, seen marks, a merge of what moved", async ({
  page,
  browser,
  client,
}) => {
  test.setTimeout(240_000);
  const { storeId, dreamId, memoryIds } = await seedDream(client, `together ${Date.now()}`, {
    "/alpha.md": two("alpha"),
    "/beta.md": two("beta"),
    "/gamma.md": two("gamma"),
  });
  const other = await joinAs(page, browser, "Rita Reviewer");
  await page.goto(`/dreams/${dreamId}`);
  await other.goto(`/dreams/${dreamId}`);
  await expect(filesOf(page)).toBeVisible();
  await expect(filesOf(other)).toBeVisible();
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await expect(other.getByText("live", { exact: true })).toBeVisible();

  await test.step("what one decides stands signed with the other", async () => {
    await fileOf(page, "alpha").click();
    await fileOf(other, "alpha").click();
    await hunkOf(page, 1).getByRole("button", { name: "Accept" }).click();
    await expect(hunkOf(page, 1).getByText("approved")).toBeVisible();
    await expect(hunkOf(other, 1).getByText("approved")).toBeVisible();
    await expect(hunkOf(other, 1).locator("time")).toBeVisible();
  });

  await test.step("both decide at once, and no decision is lost", async () => {
    await Promise.all([
      hunkOf(page, 2).getByRole("button", { name: "Accept" }).click(),
      fileOf(other, "beta")
        .click()
        .then(() => hunkOf(other, 1).getByRole("button", { name: "Reject" }).click()),
    ]);
    await expect(fileOf(page, "alpha")).toContainText("approved");
    await expect(page.getByText("3 of 6 decided")).toBeVisible();
    await expect(other.getByText("3 of 6 decided")).toBeVisible();
    await expect(other.getByText("2 accepted · 1 rejected")).toBeVisible();
  });

  await test.step("a hunk is edited, then accepted", async () => {
    await fileOf(page, "beta").click();
    await hunkOf(page, 2).getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Your own lines instead").fill("Then ask for the logs of pay-prod.");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Accept with my lines" }).click();
    await expect(hunkOf(page, 2).getByText("approved, edited")).toBeVisible();
    await expect(hunkOf(other, 2).getByText("approved, edited")).toBeVisible();
  });

  await test.step("only what changed since I looked", async () => {
    // Each file was open for a second, by this person.
    for (const name of ["alpha", "beta", "gamma"]) {
      await fileOf(page, name).click();
      await expect(fileOf(page, name)).not.toContainText(/not looked at yet|changed since you looked/);
    }
    await expect(page.getByRole("checkbox", { name: /Only what changed/ })).toBeDisabled();
    await fileOf(page, "alpha").click();
    await fileOf(other, "gamma").click();
    await hunkOf(other, 1).getByRole("button", { name: "Accept" }).click();
    await expect(fileOf(page, "gamma")).toContainText("changed since you looked");
    await page.getByRole("checkbox", { name: /Only what changed/ }).click();
    await expect(filesOf(page).getByRole("button")).toHaveCount(1);
    await expect(hunkOf(page, 1).getByText("approved")).toBeVisible();
    await page.getByRole("checkbox", { name: /Only what changed/ }).click();
    await expect(filesOf(page).getByRole("button")).toHaveCount(3);
  });

  await test.step("a file that moved meanwhile is merged; it holds up only itself", async () => {
    await client.beta.memoryStores.memories.update(memoryIds.get("/gamma.md") ?? "", {
      memory_store_id: storeId,
      content: two("gamma").replace("Run `kubectl get pods -n payments` for gamma.", "Ask Gina about gamma."),
    });
    await page.reload();
    await expect(fileOf(page, "gamma")).toContainText("the file moved meanwhile");
    await page.getByRole("button", { name: "Apply 3 files" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Apply 3 files" }).click();
    await expect(page.getByText("Applied 2 files. 1 conflict left for you.")).toBeVisible();
    await fileOf(page, "gamma").click();
    await page.getByRole("button", { name: "Merge both sides" }).click();
    for (const side of ["Read by the dream", "Proposed", "In the store now"]) {
      await expect(page.getByRole("region", { name: side, exact: true })).toBeVisible();
    }
    await expect(page.getByRole("button", { name: "Accept with this text" })).toBeDisabled();
    await expectAccessible(page);
    await page.getByRole("region", { name: "In the store now" }).getByRole("button", { name: "Take this" }).click();
    await page.getByRole("button", { name: "Accept with this text" }).click();
    await expect(page.getByRole("region", { name: "The reviewer's own text" })).toBeVisible();
    await page.getByRole("button", { name: "Apply 1 file" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Apply 1 file" }).click();
    await expect(fileOf(other, "gamma")).toContainText("applied");
  });

  await test.step("the store holds just what the two decided", async () => {
    const texts = new Map<string, string>();
    for await (const item of client.beta.memoryStores.memories.list(storeId, { view: "full" })) {
      if (item.type === "memory") texts.set(item.path, item.content ?? "");
    }
    expect(texts.get("/alpha.md")).not.toContain("-n payments");
    expect(texts.get("/beta.md")).toContain("Run `kubectl get pods -n payments` for beta.");
    expect(texts.get("/beta.md")).toContain("Then ask for the logs of pay-prod.");
    expect(texts.get("/gamma.md")).toContain("Ask Gina about gamma.");
  });

  await test.step("the dream is taken back", async () => {
    await page.getByRole("button", { name: "Undo the dream" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo the dream" }).click();
    await expect(page.getByText(/^Took back \d+ files\.$/)).toBeVisible();
    const beta = await client.beta.memoryStores.memories.retrieve(memoryIds.get("/beta.md") ?? "", {
      memory_store_id: storeId,
      view: "full",
    });
    expect(beta.content).toBe(two("beta"));
  });
  await other.context().close();
});
