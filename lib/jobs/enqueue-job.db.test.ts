import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { withTransaction } from "@/lib/db/transaction";
import { enqueueJob } from "./enqueue-job";
import { installJobSchema } from "./install-job-schema";

const database = useTestDatabase();

async function jobsWith(key: string): Promise<{ task_identifier: string; run_at: Date }[]> {
  const { rows } = await database
    .pool()
    .query<{ task_identifier: string; run_at: Date }>(
      "SELECT task_identifier, run_at FROM graphile_worker.jobs WHERE key = $1",
      [key],
    );
  return rows;
}

describe("adding a job", () => {
  it("happens with its transaction or not at all", async () => {
    const undone = withTransaction(database.pool(), async (tx) => {
      await enqueueJob(tx, "run_dream", { dream_id: "drm_1" }, { key: "undone" });
      throw new Error("roll back");
    });
    await expect(undone).rejects.toThrow("roll back");
    expect(await jobsWith("undone")).toEqual([]);
    await withTransaction(database.pool(), (tx) => enqueueJob(tx, "run_dream", { dream_id: "drm_1" }, { key: "done" }));
    expect(await jobsWith("done")).toMatchObject([{ task_identifier: "run_dream" }]);
  });

  it("adds work that waits already only once, and does not move it back in the queue", async () => {
    const pool = database.pool();
    await enqueueJob(pool, "run_dream", { dream_id: "drm_2" }, { key: "twice" });
    const [first] = await jobsWith("twice");
    await enqueueJob(pool, "run_dream", { dream_id: "drm_2" }, { key: "twice" });
    expect(await jobsWith("twice")).toEqual([first]);
  });

  it("can wait for a time", async () => {
    const runAt = new Date(Date.now() + 60_000);
    await enqueueJob(database.pool(), "run_dream", { dream_id: "drm_3" }, { key: "later", runAt });
    expect(await jobsWith("later")).toMatchObject([{ run_at: runAt }]);
  });

  it("finds its schema installed twice without harm", async () => {
    await installJobSchema(database.url());
  });
});
