import type { Page } from "@playwright/test";
import { claudeCodeLines, type Step } from "../../lib/session/importers/testing/build-transcripts";
import { expect, expectAccessible, test } from "../fixtures/journey";
import { send } from "../fixtures/send";
import { serverUnderTest } from "../fixtures/server";

const transcript = (page: Page) => page.getByRole("feed", { name: "Transcript" });
const search = (page: Page) => page.getByRole("searchbox", { name: "Search this transcript" });

const text = (words: string) => [{ type: "text", text: words }];
const at = (second: number) => new Date(Date.UTC(2026, 4, 4, 2, 10, second)).toISOString();

interface Recorded {
  id: string;
  resources: { mount_path: string }[];
}

function record(title: string, storeId?: string): Promise<Recorded> {
  const resources = storeId ? [{ type: "memory_store", memory_store_id: storeId, access: "read_write" }] : [];
  const reverie = { recorded: true, started_at: at(0), outcome: "success" };
  return send("/sessions", { agent: "night-watch", environment_id: "plant", title, resources, reverie });
}

/** The words that the page marks as quoted. */
function quotedWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get("session-quote") ?? [])].map((range) => (range instanceof Range ? range.toString() : "")),
  );
}

test("imports a file with a broken line, reads the transcript, searches and filters it", async ({ page }) => {
  test.setTimeout(120_000);
  const marker = `pump ${Date.now()}`;
  const steps: Step[] = [
    { kind: "user", words: `The ${marker} stands still. Find out why.` },
    { kind: "agent", words: "I look at its **log** first." },
    {
      kind: "call",
      name: "Bash",
      input: { command: "tail pump.log" },
      output: "seal worn\n".repeat(80),
      failed: false,
    },
    { kind: "call", name: "Bash", input: { command: "cat missing" }, output: "no such file", failed: true },
    { kind: "agent", words: "The seal is worn. It has to be replaced." },
  ];
  const lines = claudeCodeLines(steps, `e2e-${marker}`);
  const body = [lines[0], "this line is no JSON", ...lines.slice(1)].join("\n");

  await test.step("the import says what came of every line", async () => {
    await page.goto("/sessions");
    await page.getByRole("button", { name: "Import transcripts" }).click();
    const dialog = page.getByRole("dialog");
    await expectAccessible(page);
    await dialog
      .getByLabel("Transcript files")
      .setInputFiles({ name: "shift.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(body) });
    await dialog.getByRole("button", { name: "Import 1 file" }).click();
    await expect(dialog.getByText("1 line not read")).toBeVisible();
    await expect(dialog.getByText("line 2")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("link", { name: new RegExp(marker) }).click();
    await expect(page).toHaveURL(/\/sessions\/sesn_/);
  });

  await test.step("calls are folded, failures stand open, long results are cut", async () => {
    await expect(transcript(page).getByText("I look at its log first.")).toBeVisible();
    await expect(transcript(page).getByText("no such file")).toBeVisible();
    const call = transcript(page).getByRole("button", { name: "Bash tail pump.log" });
    await expect(call).toHaveAttribute("aria-expanded", "false");
    await call.click();
    await expect(transcript(page).getByText("seal worn").first()).toBeVisible();
    await transcript(page)
      .getByRole("button", { name: /^Show all/ })
      .click();
    await expect(transcript(page).getByRole("button", { name: "Show less" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the keys walk through the events and reach the search", async () => {
    await page.reload();
    await expect(transcript(page).getByText("I look at its log first.")).toBeVisible();
    await page.keyboard.press("j");
    await expect(transcript(page).getByRole("article", { name: "Message of the user" })).toBeFocused();
    await page.keyboard.press("j");
    await expect(transcript(page).getByRole("article", { name: "Message of the agent" }).first()).toBeFocused();
    await page.keyboard.press("k");
    await expect(transcript(page).getByRole("article", { name: "Message of the user" })).toBeFocused();
    for (let turn = 0; turn < 2; turn++) await page.keyboard.press("j");
    await page.keyboard.press("o");
    const call = transcript(page).getByRole("button", { name: "Bash tail pump.log" });
    await expect(call).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("y");
    await expect(page).toHaveURL(/event=sevt_/);
    await page.keyboard.press("/");
    await expect(search(page)).toBeFocused();
    await page.keyboard.type("REPLACED");
    await expect(page.getByText("1 event", { exact: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 of 1")).toBeVisible();
    await expect(page).toHaveURL(/q=REPLACED/);
    await search(page).fill("");
  });

  await test.step("filters narrow it, and lead back to the surroundings", async () => {
    await page.getByRole("radio", { name: "Errors" }).click();
    await expect(page).toHaveURL(/show=errors/);
    await expect(transcript(page).getByRole("article")).toHaveCount(1);
    await expect(transcript(page).getByText("cat missing")).toBeVisible();
    await transcript(page).getByRole("article").hover();
    await page.getByRole("button", { name: "Show in context" }).click();
    await expect(page).toHaveURL(/event=sevt_/);
    await expect(transcript(page).locator("[aria-current=true]")).toContainText("cat missing");
    await page.getByRole("radio", { name: "Messages" }).click();
    await expect(transcript(page).getByRole("article")).toHaveCount(3);
    await page.getByRole("radio", { name: "Tool calls" }).click();
    await transcript(page).getByRole("article").first().hover();
    await page.getByRole("button", { name: "Only calls of Bash" }).click();
    await expect(page).toHaveURL(/tool=Bash/);
    await expect(transcript(page).getByRole("article")).toHaveCount(2);
    await page.getByRole("button", { name: "Remove the filter Tool" }).click();
    await expect(page).not.toHaveURL(/tool=/);
  });
});

test("shows what a session read and wrote, and what happens while one looks", async ({ page, client }) => {
  test.setTimeout(120_000);
  const store = await client.beta.memoryStores.create({ name: `watch ${Date.now()}` });
  const path = "/alerts/search-disk.md";
  const memory = await client.beta.memoryStores.memories.create(store.id, { path, content: "fix: restart\n" });
  const { id, resources } = await record(`night watch ${Date.now()}`, store.id);
  const file = `${resources[0]?.mount_path}${path}`;
  await send(`/sessions/${id}/events`, {
    events: [
      { type: "user.message", processed_at: at(1), content: text("What do we know about the disk?") },
      { type: "agent.tool_use", id: "read", processed_at: at(2), name: "Read", input: { file_path: file } },
      { type: "agent.tool_result", tool_use_id: "read", processed_at: at(3), content: text("fix: restart") },
      { type: "agent.tool_use", id: "edit", processed_at: at(4), name: "Edit", input: { file_path: file } },
      { type: "agent.tool_result", tool_use_id: "edit", processed_at: at(5), content: text("updated") },
      ...Array.from({ length: 40 }, (_, index) => ({
        type: "agent.message",
        processed_at: at(10 + index),
        content: text(`Step ${index} of the search for the cause.`),
      })),
    ],
  });
  await writeAsSession(id, store.id, memory.id);

  await page.goto(`/sessions/${id}`);
  const pane = page.getByRole("region", { name: "Memory and facts" });
  await test.step("the pane lists the files, and a chip leads to each", async () => {
    await expect(pane.getByRole("link", { name: store.name })).toBeVisible();
    await expect(pane.getByText("read 1×")).toBeVisible();
    await expect(pane.getByRole("link", { name: "version 2 modified" })).toBeVisible();
    await expect(transcript(page).getByRole("link", { name: `reads ${path}` })).toBeVisible();
    await expect(transcript(page).getByRole("link", { name: `writes ${path}` })).toBeVisible();
    await expectAccessible(page);
    await pane.getByRole("button", { name: "read 1×" }).click();
    await expect(transcript(page).locator("[aria-current=true]")).toContainText("Read");
  });

  await test.step("new events are announced and nothing moves", async () => {
    const streamed = page.waitForResponse((response) => response.url().includes("/events/stream"));
    await page.goto(`/sessions/${id}`);
    const first = transcript(page).getByText("What do we know about the disk?");
    await streamed;
    const before = await first.boundingBox();
    const events = [1, 2, 3].map((index) => ({ type: "agent.message", content: text(`News ${index}`) }));
    await send(`/sessions/${id}/events`, { events });
    const button = page.getByRole("button", { name: "3 new events" });
    await expect(button).toBeVisible();
    expect(await first.boundingBox()).toEqual(before);
    await button.click();
    await expect(transcript(page).getByText("News 3")).toBeVisible();
    await expect(button).toBeHidden();
  });

  await test.step("before and after of a version stand over the transcript, and lead to the file and back to the call", async () => {
    await pane.getByRole("button", { name: "Before and after" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("fix: restart");
    await expect(dialog).toContainText("fix: roll the index");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Show the call" }).click();
    await expect(transcript(page).locator("[aria-current=true]")).toContainText("Edit");
    await pane.getByRole("button", { name: "Before and after" }).click();
    await dialog.getByRole("link", { name: "Open in the file" }).click();
    await expect(page).toHaveURL(/\/files\/alerts\/search-disk\.md\?version=memver_.*compare=memver_/);
    await page.getByRole("link", { name: "Open the session at this write" }).click();
    await expect(transcript(page).locator("[aria-current=true]")).toContainText("Edit");
  });

  await test.step("a token is shown once; the session is archived, then deleted", async () => {
    await page.goto(`/sessions/${id}`);
    await page.getByRole("button", { name: "Make a token" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Make the token" }).click();
    await expect(dialog.getByText(/^reverie_st_/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Archive the session" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Archive the session" }).click();
    await expect(page.getByText("archived", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete the session" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete the session" }).click();
    await expect(page).toHaveURL(/\/sessions$/);
  });
});

async function writeAsSession(sessionId: string, storeId: string, memoryId: string): Promise<void> {
  const { token } = await send<{ token: string }>(`/sessions/${sessionId}/token`, {});
  const { baseUrl } = serverUnderTest();
  const response = await fetch(`${baseUrl}/v1/memory_stores/${storeId}/memories/${memoryId}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ content: "fix: roll the index\n" }),
  });
  expect(response.status).toBe(200);
}

test("opens a long transcript at a quoted event, and reads on to both sides", async ({ page }) => {
  test.setTimeout(120_000);
  const count = 6000;
  const { id } = await record(`a long watch ${Date.now()}`);
  const ids: string[] = [];
  for (let start = 0; start < count; start += 1000) {
    const events = Array.from({ length: 1000 }, (_, index) => ({
      type: "agent.message",
      processed_at: at(start + index),
      content: text(`Entry ${start + index}: the level is **normal** at gauge ${index % 7}.`),
    }));
    const answer = await send<{ data: { id: string }[] }>(`/sessions/${id}/events`, { events });
    ids.push(...answer.data.map((event) => event.id));
  }

  await test.step("the event stands in view, its quoted words marked through the formatting", async () => {
    await page.goto(
      `/sessions/${id}?event=${ids[3000]}&quote=${encodeURIComponent("Entry 3000: the level is normal")}`,
    );
    await expect(transcript(page).locator("[aria-current=true]")).toBeInViewport();
    await expect(transcript(page).locator("[aria-current=true]")).toContainText("Entry 3000:");
    await expect.poll(() => quotedWords(page)).toEqual(["Entry 3000: the level is normal"]);
    await expectAccessible(page);
  });

  await test.step("earlier events come without moving what is read, and few are ever drawn", async () => {
    const linked = transcript(page).locator("[aria-current=true]");
    const before = await linked.boundingBox();
    await expect(transcript(page)).toHaveAttribute("aria-busy", "false");
    expect((await linked.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, -1200);
    expect(await transcript(page).getByRole("article").count()).toBeLessThan(80);
  });

  await test.step("the ends are a key away", async () => {
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("End");
    await expect(transcript(page).getByText(`Entry ${count - 1}:`)).toBeInViewport();
    await page.keyboard.press("Home");
    await expect(transcript(page).getByText("Entry 0:")).toBeInViewport();
  });

  await test.step("the search reaches what was never loaded", async () => {
    await search(page).fill(`Entry ${count - 2}:`);
    await page.getByRole("button", { name: "Next match" }).click();
    await expect(transcript(page).getByText(`Entry ${count - 2}:`)).toBeInViewport();
  });
});

test("says why a quote cannot be found, and that a session is not there", async ({ page }) => {
  const { id } = await record(`quiet ${Date.now()}`);
  const { data } = await send<{ data: { id: string }[] }>(`/sessions/${id}/events`, {
    events: [{ type: "agent.message", processed_at: at(1), content: text("Nothing to see.") }],
  });
  await page.goto(`/sessions/${id}?event=${data[0]?.id}#quote=other%20words`);
  await expect(page.getByText("The quoted words are not in this event.")).toBeVisible();
  await page.goto("/sessions/sesn_01HZX4J7K2M9QRSTVWXYZABCDE");
  await expect(page.getByText("There is no such session for you.")).toBeVisible();
});
