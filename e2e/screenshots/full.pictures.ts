import type { Page } from "@playwright/test";
import { insightOfEachKind } from "../../components/review/testing/build-insight";
import { serverUnderTest } from "../fixtures/server";
import { longPath, makePictureWorld, type PictureWorld, rightToLeftPath } from "./picture-world";
import { type Picture, test as pictures, takePictures } from "./take-pictures";

const test = pictures.extend<object, { world: PictureWorld }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const { default: Anthropic } = await import("@anthropic-ai/sdk");
      const { baseUrl, apiKey } = serverUnderTest();
      await use(await makePictureWorld(new Anthropic({ baseURL: baseUrl, apiKey })));
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

type Subject = Omit<Picture, "name" | "address"> & { address: (world: PictureWorld) => string };

const button = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();
const file = (world: PictureWorld, more = "") => `/stores/${world.storeId}/files${world.file.path}${more}`;
const hardFile = (world: PictureWorld, path: string, more = "") =>
  `/stores/${world.hardStoreId}/files${encodeURI(path)}${more}`;
const refuse = (pattern: RegExp) => async (page: Page) => {
  const body = {
    type: "error",
    error: { type: "api_error", message: "The database did not answer in time." },
    request_id: "req_01K9XYZ4H5VN3M7Q2T8RD6BCFW",
  };
  await page.route(pattern, (route) => route.fulfill({ status: 500, json: body }));
  await page.reload();
  await page.getByRole("alert").first().waitFor({ timeout: 30_000 });
};

const subjects: Record<string, Subject> = {
  stores: { address: () => "/stores", isZoomed: true },
  store: { address: ({ storeId }) => `/stores/${storeId}`, isZoomed: true },
  "store-empty": { address: ({ emptyStoreId }) => `/stores/${emptyStoreId}` },
  "store-past": { address: ({ storeId, pastMoment }) => `/stores/${storeId}?at=${pastMoment}` },
  "store-proposal-filter": { address: ({ storeId }) => `/stores/${storeId}?find=alerts` },
  "store-folder": { address: ({ storeId }) => `/stores/${storeId}/folders/alerts` },
  "store-search": { address: ({ storeId }) => `/stores/${storeId}/search?q=payments` },
  "store-import": { address: ({ storeId }) => `/stores/${storeId}`, act: menuItem("More about this store", /Import/) },
  "store-export": { address: ({ storeId }) => `/stores/${storeId}`, act: button("Export") },
  "store-restore": {
    address: ({ storeId, pastMoment }) => `/stores/${storeId}?at=${pastMoment}&restore=${pastMoment}`,
  },
  "file-rendered": { address: (world) => file(world, "?view=rendered"), isZoomed: true },
  "file-source": { address: (world) => file(world, "?view=source#L3-L4") },
  "file-blame": { address: (world) => file(world, "?view=blame") },
  "file-changes": { address: (world) => file(world, "?view=changes") },
  "file-version": { address: (world) => file(world, `?version=${world.file.versionIds.at(-1)}`) },
  "file-compare": {
    address: (world) => file(world, `?version=${world.file.versionIds[0]}&compare=${world.file.versionIds.at(-1)}`),
  },
  "file-past": { address: (world) => file(world, `?at=${world.pastMoment}`) },
  "file-edit": { address: (world) => file(world, "?edit=true"), act: (page) => page.waitForTimeout(1500) },
  "file-missing": { address: ({ storeId }) => `/stores/${storeId}/files/nowhere/at-all.md` },
  "file-deleted": { address: (world) => hardFile(world, "/gone.md") },
  "file-redact": { address: (world) => file(world), act: menuItem("More about this file", /Redact/) },
  "file-long-name": { address: (world) => hardFile(world, longPath), isZoomed: true },
  "file-right-to-left": { address: (world) => hardFile(world, rightToLeftPath, "?view=rendered") },
  "file-right-to-left-source": { address: (world) => hardFile(world, rightToLeftPath, "?view=source") },
  "file-wide-table": { address: (world) => hardFile(world, "/limits.md", "?view=rendered") },
  "file-json": { address: (world) => hardFile(world, "/settings.json", "?view=source") },
  "file-redacted-version": { address: (world) => hardFile(world, "/credentials.md", "?view=changes") },
  "store-long-name": { address: ({ hardStoreId }) => `/stores/${hardStoreId}` },
  compare: { address: ({ storeId, pastMoment }) => `/compare?store=${storeId}&since=${pastMoment}` },
  "compare-stores": { address: ({ storeId, hardStoreId }) => `/compare?store=${storeId}&with=${hardStoreId}` },
  sessions: { address: () => "/sessions", isZoomed: true },
  session: { address: ({ sessionId }) => `/sessions/${sessionId}`, isZoomed: true },
  "sessions-import": { address: () => "/sessions", act: button(/^Import/) },
  dreams: { address: () => "/dreams", isZoomed: true },
  "dreams-start": { address: () => "/dreams", act: button("Start a dream") },
  review: { address: ({ dreamId }) => `/dreams/${dreamId}`, isZoomed: true },
  "review-long-paths": { address: ({ hardDreamId }) => `/dreams/${hardDreamId}` },
  "review-every-kind": {
    address: ({ dreamId }) => `/dreams/${dreamId}`,
    act: async (page) => {
      await page.route(/\/insights\?/, (route) =>
        route.fulfill({ json: { data: insightOfEachKind(), next_page: null } }),
      );
      await page.route(/\/changes\?/, async (route) => {
        const answer = await route.fetch();
        const changes = (await answer.json()) as { data: { hunks: { insight_ids: string[] }[] }[] };
        const found = insightOfEachKind().flatMap(({ id, state }) => (state === "proposed" ? [id] : []));
        for (const change of changes.data) for (const hunk of change.hunks) hunk.insight_ids = found;
        await route.fulfill({ response: answer, json: changes });
      });
      await page.reload();
      const evidence = page.getByRole("tab", { name: "Evidence" });
      const dropped = page.getByRole("button", { name: /Considered and dropped/ });
      await evidence.or(dropped).first().waitFor();
      if (await evidence.isVisible()) await evidence.click();
      await dropped.click();
      await page.getByRole("region", { name: "Considered and dropped" }).getByRole("button").nth(1).click();
    },
  },
  "review-discard": { address: ({ dreamId }) => `/dreams/${dreamId}`, act: button(/^Discard/) },
  search: { address: () => "/search?q=payments", isZoomed: true },
  "search-no-hit": { address: () => "/search?q=nowhere-to-be-found" },
  "search-bad-pattern": { address: () => "/search?q=%28&mode=regex" },
  audit: { address: () => "/audit", isZoomed: true },
  settings: { address: () => "/settings", isZoomed: true },
  "settings-keys": { address: () => "/settings/api-keys" },
  "settings-keys-new": { address: () => "/settings/api-keys", act: button(/^(Make|New|Create)/) },
  "settings-people": { address: () => "/settings/people" },
  "settings-webhooks": { address: () => "/settings/webhooks" },
  "settings-service-accounts": { address: () => "/settings/service-accounts" },
  schedules: { address: () => "/dreams/schedules" },
  "schedules-new": { address: () => "/dreams/schedules", act: button(/schedule/i) },
  "menu-of-file": { address: (world) => file(world), act: button("More about this file") },
  "menu-of-appearance": { address: () => "/stores", act: button("Appearance") },
  select: { address: () => "/sessions", act: (page) => page.getByRole("combobox", { name: "Status" }).click() },
  tooltip: {
    address: ({ storeId }) => `/stores/${storeId}`,
    act: async (page) => {
      const files = page.getByRole("tab", { name: "Files" });
      if (await files.isVisible()) await files.click();
      await page.getByRole("button", { name: "New file", exact: true }).first().hover();
      await page.waitForTimeout(500);
    },
  },
  palette: { address: ({ storeId }) => `/stores/${storeId}`, act: (page) => page.keyboard.press("ControlOrMeta+k") },
  shortcuts: { address: ({ dreamId }) => `/dreams/${dreamId}`, act: (page) => page.keyboard.press("Shift+?") },
  "not-found": { address: () => "/nowhere" },
  "failing-stores": { address: () => "/stores", act: refuse(/\/v1\/memory_stores\?/) },
  "failing-tree": { address: ({ storeId }) => `/stores/${storeId}`, act: refuse(/\/tree\?/) },
  "failing-history": { address: (world) => file(world), act: refuse(/\/memory_versions\?/) },
  "failing-review": { address: ({ dreamId }) => `/dreams/${dreamId}`, act: refuse(/\/changes\?/) },
  "failing-audit": { address: () => "/audit", act: refuse(/\/audit_events/) },
  "failing-sessions": { address: () => "/sessions", act: refuse(/\/v1\/sessions\?/) },
};

function menuItem(menu: string, item: RegExp) {
  return async (page: Page) => {
    await page.getByRole("button", { name: menu }).first().click();
    await page.getByRole("menuitem", { name: item }).first().click();
  };
}

for (const [name, { address, ...subject }] of Object.entries(subjects)) {
  test(name, async ({ page, world }) => {
    await takePictures(page, { name, address: address(world), ...subject });
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
}
