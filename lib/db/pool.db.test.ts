import { getPriority } from "node:os";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { getBackgroundPool, getPool } from "./pool";
import { useTestDatabase } from "./testing/test-database";

const database = useTestDatabase();

async function backendPriority(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    return getPriority(rows[0]?.pid ?? 0);
  } finally {
    client.release();
  }
}

describe("the pools of a process", () => {
  it("are one for requests and one for work in the background, for each database", () => {
    expect(getPool(database.url())).toBe(getPool(database.url()));
    expect(getBackgroundPool(database.url())).toBe(getBackgroundPool(database.url()));
    expect(getBackgroundPool(database.url())).not.toBe(getPool(database.url()));
  });

  it("let work in the background give way on the processor where the database is this machine's", async () => {
    const usual = await backendPriority(getPool(database.url()));
    const lowest = process.platform === "linux" ? Math.max(usual, 10) : usual;
    expect(await backendPriority(getBackgroundPool(database.url()))).toBe(lowest);
  });
});
