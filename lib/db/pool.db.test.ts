import { existsSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { getBackgroundPool, getPool } from "./pool";
import { useTestDatabase } from "./testing/test-database";

const database = useTestDatabase();

/** The priority of a backend, and that of its session where Linux shares the processor among sessions. */
async function backendPriority(pool: pg.Pool): Promise<{ own: number; ofSession: string | null }> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const pid = rows[0]?.pid ?? 0;
    const grouping = `/proc/${pid}/autogroup`;
    const ofSession = existsSync(grouping)
      ? readFileSync(grouping, "utf8")
          .replace(/^.* nice /, "")
          .trim()
      : null;
    return { own: getPriority(pid), ofSession };
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
    const own = process.platform === "linux" ? Math.max(usual.own, 10) : usual.own;
    const ofSession = usual.ofSession === null ? null : "10";
    expect(await backendPriority(getBackgroundPool(database.url()))).toEqual({ own, ofSession });
  });
});
