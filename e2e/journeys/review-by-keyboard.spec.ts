import { expect, expectAccessible, test } from "../fixtures/journey";
import { seedDream } from "../fixtures/seed-dream";

const filler = (about: string) => Array.from({ length: 8 }, (_, at) => `Line ${at} about ${about}.`).join("\n");

/** Three places to correct, far enough apart to be three hunks. */
const three = (about: string) =>
  [
    `# ${about}`,
    `Run \`kubectl get pods -n payments\` for ${about}.`,
    filler(about),
    `Then \`kubectl logs -n payments\` to read of ${about}.`,
    filler(`more ${about}`),
    `Last \`kubectl top -n payments\` shows how ${about} fares.`,
    "",
  ].join("\n\n");

test("the whole review goes by keyboard", async ({ page, client }) => {
  test.setTimeout(120_000);
  const { storeId, dreamId } = await seedDream(client, `keys ${Date.now()}`, {
    "/pods.md": three("pods"),
    "/queue.md": three("the queue"),
  });
  await page.goto(`/dreams/${dreamId}`);
  const hunk = (place: number) => page.getByRole("region", { name: new RegExp(`^Change ${place} of 3 of `) });
  await expect(hunk(1)).toHaveAttribute("aria-current", "true");

  await test.step("? lists the keys", async () => {
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog");
    await expect(sheet).toContainText("Edit this change, then accept it");
    await expect(sheet).toContainText("Take the decision back");
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
  });

  await test.step("j and k step, a and x decide and go on, u takes back", async () => {
    await page.keyboard.press("j");
    await expect(hunk(2)).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("k");
    await expect(hunk(1)).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("a");
    await expect(hunk(1).getByText("approved")).toBeVisible();
    await expect(hunk(2)).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("x");
    await expect(hunk(2).getByText("rejected")).toBeVisible();
    await expect(hunk(3)).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("k");
    await page.keyboard.press("u");
    await expect(hunk(2).getByRole("button", { name: "Accept" })).toBeVisible();
  });

  await test.step("e edits, mod+enter keeps the lines, keys are text meanwhile", async () => {
    await page.keyboard.press("e");
    const field = page.getByLabel("Your own lines instead");
    await expect(field).toBeFocused();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("axe jar");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(hunk(2).getByText("approved, edited")).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("fast keys lose nothing", async () => {
    await page.keyboard.press("j");
    await expect(hunk(3)).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("a");
    for (const key of ["a", "a", "x"]) await page.keyboard.press(key);
    await expect(page.getByText("6 of 6 decided")).toBeVisible();
    await expect(page.getByText("5 accepted · 1 rejected")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("mod+enter applies", async () => {
    await page.keyboard.press("ControlOrMeta+Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Apply 2 files?");
    await page.keyboard.press("Tab");
    await expect(dialog.getByRole("button", { name: "Apply 2 files" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Applied 2 files.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Open the version" })).toBeVisible();
  });

  const texts: string[] = [];
  for await (const item of client.beta.memoryStores.memories.list(storeId, { view: "full" })) {
    if (item.type === "memory") texts.push(item.content ?? "");
  }
  expect(texts.filter((text) => text.includes("axe jar"))).toHaveLength(1);
});

test("compares with an earlier dream, names the one that touches the same lines, discards with a reason", async ({
  page,
  client,
}) => {
  test.setTimeout(120_000);
  const first = await seedDream(client, `twice ${Date.now()}`, { "/pods.md": three("pods") });
  const { inputs } = await client.beta.dreams.retrieve(first.dreamId);
  const again = await client.beta.dreams.create({ inputs, model: "reverie-deterministic-1" });
  await expect
    .poll(async () => (await client.beta.dreams.retrieve(again.id)).status, { timeout: 60_000 })
    .toBe("completed");
  await page.goto(`/dreams/${again.id}`);
  await expect(page.getByText("Another open dream touches the same lines")).toBeVisible();

  await page.getByRole("button", { name: "Compare with another dream" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("region", { name: "In both, the same" })).toContainText("/pods.md");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await page.getByRole("button", { name: "Discard…" }).click();
  await page.getByRole("dialog").getByLabel("Why").fill("The first one is enough.");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Reject \d+ proposals?$/ })
    .click();
  await expect(page.getByText("“The first one is enough.”")).toBeVisible();
  await page.goto(`/dreams/${first.dreamId}`);
  await expect(page.getByRole("navigation", { name: "Files of the proposal" })).toBeVisible();
  await expect(page.getByText("touches the same lines")).toHaveCount(0);
});

for (const width of [390, 320]) {
  test(`the review fits ${width} pixels`, async ({ page, client }) => {
    const long = `Run \`kubectl get pods -n payments\` ${"with-a-very-long-word-".repeat(30)} now.`;
    const { dreamId } = await seedDream(client, `narrow ${width} ${Date.now()}`, {
      "/a-folder-with-a-long-name/and-another-one/a-file-with-a-very-long-name.md": `# Long\n\n${long}\n`,
    });
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/dreams/${dreamId}`);
    await expect(page.getByRole("tab", { name: "Proposal" })).toBeVisible();
    await expect(page.getByRole("region", { name: /^Change 1 of/ })).toBeVisible();
    const fits = async () => {
      const sides = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(sides[0]).toBeLessThanOrEqual(sides[1] ?? 0);
    };
    await fits();
    await expectAccessible(page);
    await page.getByRole("tab", { name: "Evidence" }).click();
    await expect(page.getByText(/^Against/).first()).toBeVisible();
    await fits();
    await page.getByRole("tab", { name: "Files" }).click();
    await page.getByRole("navigation", { name: "Files of the proposal" }).getByRole("button").first().click();
    await page.getByRole("button", { name: "Edit the file" }).click();
    await expect(page.getByRole("button", { name: "Accept with this text" })).toBeVisible();
    await fits();
  });
}
