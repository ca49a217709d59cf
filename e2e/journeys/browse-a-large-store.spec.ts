import { expect, expectAccessible, test } from "../fixtures/journey";
import { seedFiles } from "../fixtures/seed-files";

const files = 10_000;

/** /team-03/topic-17/note-00417.md: ten teams, each with twenty topics. */
function pathOf(index: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `/team-${two(index % 10)}/topic-${two(Math.floor(index / 10) % 20)}/note-${String(index).padStart(5, "0")}.md`;
}

test("ten thousand files are walked by folders, found by a part of their path, and kept in place while others write", async ({
  page,
  client,
}) => {
  test.setTimeout(120_000);
  const store = await client.beta.memoryStores.create({ name: `Large ${Date.now()}` });
  await seedFiles(store.id, files, pathOf);
  const tree = page.getByRole("tree");
  const row = (name: string | RegExp) => tree.getByRole("treeitem", { name });

  await test.step("the folders are there at once, with the number of files below", async () => {
    await page.goto(`/stores/${store.id}`);
    await expect(row("team-00, 1,000 files")).toBeVisible();
    await expect(tree.getByRole("treeitem")).toHaveCount(10);
    await expectAccessible(page);
  });

  await test.step("a row that comes late does not take the focus from what was opened meanwhile", async () => {
    await row("team-00, 1,000 files").click();
    await expect(row("topic-00, 50 files")).toBeVisible();
    for (const key of ["End", "ControlOrMeta+k"]) await page.keyboard.press(key);
    const palette = page.getByPlaceholder("Find a file, a page or a command");
    await expect(palette).toBeFocused();
    await page.waitForTimeout(300);
    await expect(palette).toBeFocused();
    await page.keyboard.press("Escape");
    await row("team-00, 1,000 files").click();
    await expect(tree.getByRole("treeitem")).toHaveCount(10);
  });

  await test.step("a folder is read when it is opened, by pointer or key, and remembered", async () => {
    await row("team-03, 1,000 files").click();
    await expect(row("topic-00, 50 files")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(row(/^note-\d+\.md/).first()).toBeVisible();
    await expect(row("topic-00, 50 files")).toHaveAttribute("aria-expanded", "true");
    await page.reload();
    await expect(row(/^note-\d+\.md/).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("an address opens the folders of its file", async () => {
    await page.goto(`/stores/${store.id}/files${pathOf(9_999)}`);
    await expect(row("note-09999.md")).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("heading", { name: /note-09999\.md/ }).first()).toBeVisible();
  });

  await test.step("a part of a path finds its files among all", async () => {
    await page.getByRole("searchbox", { name: "Filter files" }).fill("TOPIC-17/note-0417");
    await expect(row("note-04170.md")).toBeVisible();
    await expect(row("note-04179.md")).toBeVisible();
    await page.getByRole("searchbox", { name: "Filter files" }).fill("no such path");
    await expect(page.getByText("No path matches")).toBeVisible();
    await page.getByRole("searchbox", { name: "Filter files" }).fill("");
  });

  await test.step("what another agent writes appears by itself and moves nothing that is looked at", async () => {
    const shown = row("note-09999.md");
    const placeOf = async () => (await shown.boundingBox())?.y ?? 0;
    await shown.scrollIntoViewIfNeeded();
    await expect(page.getByText("live", { exact: true }).first()).toBeVisible();
    const before = await placeOf();
    await client.beta.memoryStores.memories.create(store.id, { path: "/a-new-team/first.md", content: "New\n" });
    await client.beta.memoryStores.memories.create(store.id, {
      path: "/team-09/topic-19/z-also-new.md",
      content: "New\n",
    });
    await expect(row("z-also-new.md")).toBeAttached();
    expect(Math.abs((await placeOf()) - before)).toBeLessThanOrEqual(1);
    await shown.focus();
    await page.keyboard.press("Home");
    await expect(row(/^a-new-team/)).toBeVisible();
  });

  await test.step("deleted files are shown on request, and say so", async () => {
    for await (const item of client.beta.memoryStores.memories.list(store.id, { path_prefix: "/a-new-team/" })) {
      if (item.type === "memory") {
        await client.beta.memoryStores.memories.delete(item.id, { memory_store_id: store.id });
      }
    }
    await expect(row(/^a-new-team/)).toHaveCount(0);
    await page.getByRole("button", { name: "Options of the tree" }).click();
    await page.getByRole("menuitem", { name: "Show deleted files" }).click();
    // The tree is read anew and shows the open file again; the deleted one stands at the other end.
    await expect(page).toHaveURL(/deleted=true/);
    await row("note-09999.md").focus();
    await page.keyboard.press("Home");
    await row(/^a-new-team/).click();
    await expect(row("first.md, deleted")).toBeVisible();
    await expectAccessible(page);
  });
});

test("a file that another agent writes is offered, not pushed under the reader", async ({ page, client }) => {
  const store = await client.beta.memoryStores.create({ name: `Live ${Date.now()}` });
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index + 1}`);
  const note = await client.beta.memoryStores.memories.create(store.id, {
    path: "/long.txt",
    content: lines.join("\n"),
  });
  await page.goto(`/stores/${store.id}/files/long.txt#L120-L122`);
  const shown = page.getByRole("link", { name: "Line 120" });
  await expect(shown).toBeInViewport();
  const before = await shown.boundingBox();
  await client.beta.memoryStores.memories.update(note.id, {
    memory_store_id: store.id,
    content: ["a new first line", ...lines].join("\n"),
  });
  await expect(page.getByText("You still see the text from before.")).toBeVisible();
  expect((await shown.boundingBox())?.y).toBe(before?.y);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show the new text" }).click();
  await expect(page.getByText("a new first line")).toBeAttached();
  await expect(page).toHaveURL(/#L120-L122$/);
});
