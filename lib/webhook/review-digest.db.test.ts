import { expect, it } from "vitest";
import { useDreamWorld } from "@/lib/dream/testing/dream-world";
import { proposing } from "@/lib/dream/testing/proposing-engine";
import { collectDeliveries } from "./collect-deliveries";
import { createWebhook } from "./create-webhook";

const world = useDreamWorld();

it("whoever is asked for a review is told how much there is to decide, and nothing of what it says", async () => {
  const hook = await createWebhook(world.ctx(), {
    url: "https://hooks.example.com/reverie",
    events: ["dream.completed", "dream.review_requested"],
  });
  const storeId = await world.makeStore({ "/vault.md": "the door code is 4711\n", "/b.md": "two\n" });
  const dream = await world.dreamt(
    storeId,
    proposing({ path: "/vault.md", content: "the door code is 4711 again\n" }, { path: "/b.md", content: null }),
  );
  await collectDeliveries(world.pool(), () => new Date());
  const { rows } = await world
    .pool()
    .query<{ data: Record<string, unknown> }>("SELECT data FROM webhook_delivery WHERE webhook_id = $1 ORDER BY id", [
      hook.id,
    ]);
  const [completed, requested] = rows.map((row) => row.data);
  expect(completed).not.toHaveProperty("digest");
  expect(requested).toMatchObject({
    type: "dream.review_requested",
    id: dream.id,
    digest: { sessions: 1, awaiting_review: 2, files: { low: 2, medium: 0, high: 0, deleted: 1 } },
  });
  expect(JSON.stringify(rows)).not.toMatch(/vault|4711/);
});
