import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { installJobSchema } from "@/lib/jobs/install-job-schema";
import { listMemoryVersions } from "@/lib/memory/list-memory-versions";
import { getSample } from "./get-sample";
import { makeSample } from "./make-sample";
import { removeSample } from "./remove-sample";

const database = useTestDatabase();
const context = (): Ctx => systemContext(database.pool());
const countOf = async (table: string): Promise<number> => {
  const { rows } = await database.pool().query<{ count: number }>(`SELECT count(*) FROM ${table}`);
  return rows[0]?.count ?? -1;
};

describe("the sample world", () => {
  it("has a history by three agents' sessions that reaches back weeks, and a dream", async () => {
    await installJobSchema(database.url());
    const made = await makeSample(context());
    const versions = await listMemoryVersions(context(), {
      memoryStoreId: made.memory_store_id,
      author: {},
      view: "basic",
      limit: 100,
    });
    const authors = new Set(versions.data.map((version) => JSON.stringify(version.created_by)));
    expect(authors.size).toBeGreaterThanOrEqual(3);
    expect(versions.data.every((version) => version.created_by?.type === "session_actor")).toBe(true);
    const oldest = versions.data.at(-1);
    expect(Date.now() - Date.parse(oldest?.created_at ?? "")).toBeGreaterThan(14 * 24 * 3_600_000);
    expect(made.session_ids.length).toBeGreaterThanOrEqual(6);
    expect(await getSample(context())).toEqual({ type: "sample_state", sample: made });
  });

  it("is made once, whoever asks again", async () => {
    const again = await Promise.all([makeSample(context()), makeSample(context())]);
    expect(again[0]).toEqual(again[1]);
    expect(await countOf("memory_store")).toBe(1);
  });

  it("goes away whole and leaves the record of it", async () => {
    await removeSample(context());
    for (const table of ["memory_store", "memory", "memory_version", "session", "session_event", "dream"]) {
      expect(await countOf(table)).toBe(0);
    }
    expect(await countOf("audit_event")).toBeGreaterThan(0);
    expect(await getSample(context())).toEqual({ type: "sample_state", sample: null });
  });
});
