import { inEmptyInstallation } from "../fixtures/empty-installation";
import { expect, expectAccessible, test } from "../fixtures/journey";

interface ProposedFile {
  id: string;
  path: string;
  hunks: { depends_on: string[] }[];
}

test("an empty installation plays the SRE demo, its dream is reviewed and compared, and one click takes all of it away", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await inEmptyInstallation(browser, async (page, instance) => {
    await test.step("it is offered beside the sample, and fills the lists while it is played", async () => {
      await expect(page.getByText("Scripts play the agents.")).toBeVisible();
      await page.getByRole("button", { name: "Load the SRE demo" }).click();
      await expect(page.getByText(/The SRE demo is being played: day \d+ of 10/)).toBeVisible();
      await expect(page.getByRole("link", { name: /incident-board/ })).toBeVisible();
      await expectAccessible(page);
    });

    await test.step("a tour names what to look at and can be sent away from the keyboard", async () => {
      const tour = page.getByRole("complementary", { name: "Tour of the demo" });
      await expect(tour.getByText("1 of 7")).toBeVisible();
      await expectAccessible(page);
      await tour.getByRole("button", { name: "Next" }).click();
      await expect(tour.getByText("Two agents reach for one number")).toBeVisible();
      // Further on it names what is not there yet.
      await tour.getByRole("button", { name: "Next" }).click();
      await tour.getByRole("button", { name: "Next" }).click();
      await tour.getByRole("button", { name: "Next" }).click();
      await expect(tour.getByText("A dream reads all of it at once")).toBeVisible();
      await expectAccessible(page);
      await tour.getByRole("button", { name: "Next" }).press("Escape");
      await expect(tour).toHaveCount(0);
    });

    await test.step("its dream waits for a review, is approved and applied", async () => {
      await page.getByRole("link", { name: "Review the dream" }).click({ timeout: 60_000 });
      const files = page.getByRole("navigation", { name: "Files of the proposal" });
      await expect(files).toContainText("INDEX.md");
      await expect(page.getByText(/^0 of \d+ decided$/)).toBeVisible();
      const dreamId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      const headers = { authorization: `Bearer ${instance.apiKey}`, "content-type": "application/json" };
      const answer = await fetch(`${instance.baseUrl}/v1/dreams/${dreamId}/changes`, { headers });
      const changes: ProposedFile[] = (await answer.json()).data;
      // A part of a split file is accepted with the other parts that it needs.
      const split = changes.find(({ path }) => path === "/learnings.md");
      const part = split?.hunks.findIndex(({ depends_on }) => depends_on.length > 0) ?? -1;
      await files.getByRole("button", { name: /^learnings\.md/ }).click();
      for (let step = 0; step < part; step++) await page.keyboard.press("j");
      await page.keyboard.press("a");
      await expect(page.getByText(/^Accepted with \d+ other hunks that it needs\.$/)).toBeVisible();
      await expect(page.getByText(/^[1-9]\d* of \d+ decided$/)).toBeVisible();
      const decisions = changes.map(({ id }) => ({ change_id: id, decision: "approve" }));
      await fetch(`${instance.baseUrl}/v1/dreams/${dreamId}/review`, {
        method: "POST",
        headers,
        body: JSON.stringify({ decisions }),
      });
      await page.getByRole("button", { name: /^Apply \d+ files/ }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Apply \d+ files/ })
        .click();
      await expect(
        page.getByRole("region", { name: "The review" }).getByText("applied", { exact: true }),
      ).toBeVisible();
    });

    await test.step("the last five days are played once more with what was approved, and the change is told", async () => {
      await page.goto("/stores");
      await page.getByRole("button", { name: "Play days 6 to 10" }).click({ timeout: 60_000 });
      await expect(page.getByText(/played once more, with what you approved: day \d+/)).toBeVisible();
      const table = page.getByRole("table", { name: "Days 6 to 10, by what the agents remember" });
      await expect(table.getByRole("row", { name: /^Minutes to mitigate, an alert .* better$/ })).toBeVisible({
        timeout: 60_000,
      });
      await expect(page.getByRole("link", { name: "Board with the dream" })).toBeVisible();
      await expectAccessible(page);
    });

    await test.step("one click takes it all away", async () => {
      await page.getByRole("button", { name: "Remove the demo" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Remove the demo" }).click();
      await expect(page.getByRole("heading", { name: "Begin with a store" })).toBeVisible();
    });
  });
});
