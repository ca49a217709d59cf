import { gzipSync } from "node:zlib";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey";
import { seedDream } from "../fixtures/seed-dream";
import { serverUnderTest } from "../fixtures/server";

// Next and React are 133 kB of it: docs/decisions/0016 says what is in the rest.
const firstLimitBytes = 180_000;
// What a page has loaded once it is at rest, with what was brought beside its data and while it was idle. Ceilings a little above
// what was measured (docs/decisions/0016), so that nothing is added unseen.
const atRestLimitBytes = 440_000;

class Scripts {
  private readonly bodies = new Map<string, { bytes: number; text: string }>();

  constructor(private readonly request: APIRequestContext) {}

  async read(address: string): Promise<{ bytes: number; text: string }> {
    const known = this.bodies.get(address);
    if (known !== undefined) return known;
    const body = await (await this.request.get(address)).body();
    const script = { bytes: gzipSync(body).byteLength, text: body.toString("utf8") };
    this.bodies.set(address, script);
    return script;
  }

  async bytesOf(addresses: Iterable<string>): Promise<number> {
    let total = 0;
    for (const address of addresses) total += (await this.read(address)).bytes;
    return total;
  }
}

/** The scripts that a page's own HTML names: what a browser loads before anything is asked for. */
function firstScripts(html: string): Set<string> {
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"(?![^>]*nomodule)/gi)].map(
    ([, src = ""]) => src,
  );
  expect(scripts.length).toBeGreaterThan(0);
  return new Set(scripts);
}

/** The scripts that a browser has loaded once nothing more comes by itself. */
async function scriptsAtRest(page: Page, address: string): Promise<Set<string>> {
  await page.goto(address);
  await page.waitForLoadState("networkidle");
  // What is brought when the page is idle is brought within four seconds.
  await expect
    .poll(async () => {
      const before = (await loaded(page)).size;
      await page.waitForTimeout(600);
      return (await loaded(page)).size - before;
    })
    .toBe(0);
  return loaded(page);
}

async function loaded(page: Page): Promise<Set<string>> {
  const names = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name))
      .filter(({ pathname }) => pathname.endsWith(".js"))
      .map(({ pathname, search }) => pathname + search),
  );
  return new Set(names);
}

/** Words that stand in the code of what must come on demand only, whatever a bundler calls its file. */
const onDemandMarks = {
  editor: "monaco-editor",
  diff: "extraLinesSurroundingDiff",
  palette: "cmdk-item",
  zod: "ZodError",
};

test("a page loads little script at first, and the editor, comparisons and schemas not at all", async ({
  page,
  client,
}) => {
  test.setTimeout(180_000);
  const { storeId, dreamId } = await seedDream(client, `budgets ${Date.now()}`, {
    "/notes/file-1.md": "# One\n\nRun `kubectl get pods -n payments` first.\n",
  });
  const scripts = new Scripts(page.request);
  const file = `/stores/${storeId}/files/notes/file-1.md`;

  await test.step("the first load of each page", async () => {
    const inStore = [`/stores/${storeId}`, file, `/stores/${storeId}/search`, `/stores/${storeId}/folders/notes`];
    const others = ["/stores", "/sessions", "/dreams", `/dreams/${dreamId}`, "/dreams/schedules", "/search", "/audit"];
    const settings = ["/settings/api-keys", "/settings/people", "/settings/webhooks", "/settings/service-accounts"];
    // Its scripts are the same for a session that is not there.
    const session = "/sessions/sesn_none";
    const expectLittle = async (address: string, html: string) => {
      const bytes = await scripts.bytesOf(firstScripts(html));
      console.log(`${address.replace(/_[0-9A-Z]{26}/, "_…")}: ${(bytes / 1000).toFixed(1)} kB at first`);
      expect.soft(bytes, `${address} loads ${Math.round(bytes / 1000)} kB`).toBeLessThanOrEqual(firstLimitBytes);
    };
    for (const address of [...others, ...inStore, ...settings, "/settings", "/compare", session]) {
      await expectLittle(address, await (await page.request.get(address)).text());
    }
    for (const address of ["/sign-in", "/nowhere"]) {
      await expectLittle(address, await (await fetch(`${serverUnderTest().baseUrl}${address}`)).text());
    }
  });

  await test.step("what is there at rest", async () => {
    for (const address of ["/stores", `/stores/${storeId}`, file, `/dreams/${dreamId}`]) {
      const atRest = await scriptsAtRest(page, address);
      const bytes = await scripts.bytesOf(atRest);
      console.log(`${address.replace(/_[0-9A-Z]{26}/, "_…")}: ${(bytes / 1000).toFixed(1)} kB at rest`);
      expect.soft(bytes, `${address} has loaded ${Math.round(bytes / 1000)} kB`).toBeLessThanOrEqual(atRestLimitBytes);
      for (const [name, mark] of Object.entries(onDemandMarks)) {
        for (const script of atRest) {
          expect.soft((await scripts.read(script)).text.includes(mark), `${address} loads the ${name}`).toBe(false);
        }
      }
    }
  });
});
