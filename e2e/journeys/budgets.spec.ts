import { gzipSync } from "node:zlib";
import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "../fixtures/journey";
import { seedDream } from "../fixtures/seed-dream";

// Far from the 180 kB that are wished for: docs/decisions/0016 says what is in it. Nothing may be added meanwhile.
const frameLimitBytes = 370_000;
const storeLimitBytes = 495_000;

/** What a page's own HTML makes a browser load before anything is asked for: its scripts, compressed, in bytes. */
async function firstLoadBytes(request: APIRequestContext, address: string, known: Map<string, number>) {
  const html = await (await request.get(address)).text();
  const scripts = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"(?![^>]*nomodule)/gi)].map(([, src]) => src),
  );
  expect(scripts.size).toBeGreaterThan(0);
  let total = 0;
  for (const script of scripts) {
    if (script === undefined) continue;
    const bytes = known.get(script) ?? gzipSync(await (await request.get(script)).body()).byteLength;
    known.set(script, bytes);
    total += bytes;
  }
  return total;
}

test("a page loads no more script at first than it did", async ({ page, client }) => {
  test.setTimeout(180_000);
  const { storeId, dreamId } = await seedDream(client, `budgets ${Date.now()}`, {
    "/notes/file-1.md": "# One\n\nRun `kubectl get pods -n payments` first.\n",
  });

  await test.step("the first load of each page", async () => {
    const known = new Map<string, number>();
    const pages = [
      "/stores",
      `/stores/${storeId}`,
      `/stores/${storeId}/files/notes/file-1.md`,
      `/stores/${storeId}/search`,
    ];
    const others = [
      "/sessions",
      "/dreams",
      `/dreams/${dreamId}`,
      "/search",
      "/audit",
      "/settings/api-keys",
      "/compare",
    ];
    for (const address of [...pages, ...others, `/stores/${storeId}/folders/notes`]) {
      const bytes = await firstLoadBytes(page.request, address, known);
      const limit = address.startsWith(`/stores/${storeId}`) ? storeLimitBytes : frameLimitBytes;
      expect.soft(bytes, `${address} loads ${Math.round(bytes / 1000)} kB`).toBeLessThanOrEqual(limit);
    }
  });
});
