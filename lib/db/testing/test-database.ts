import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeLiveHub } from "../live-hub";
import { closePools, getPool } from "../pool";
import { databaseUrl } from "./database-url";
import { testServerUrl } from "./test-server-url";

/** Makes an empty, migrated database with a job queue and says where it is. */
async function createTestDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const admin = new pg.Client({ connectionString: testServerUrl() });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject("templateName")}`);
  await admin.end();
  return {
    url: databaseUrl(testServerUrl(), name),
    drop: async () => {
      const client = new pg.Client({ connectionString: testServerUrl() });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.end();
    },
  };
}

/** A database for the tests of one file; `pool()` and `url()` are ready inside the tests. */
export function useTestDatabase(): { pool: () => pg.Pool; url: () => string } {
  let database: { url: string; drop: () => Promise<void> } | null = null;
  const url = (): string => {
    if (database === null) throw new Error("The test database is ready only inside tests.");
    return database.url;
  };
  beforeAll(async () => {
    database = await createTestDatabase();
    process.env.REVERIE_DATABASE_URL = database.url;
  });
  afterAll(async () => {
    // Files of one process share it, and the next one would listen to a database that is gone.
    await closeLiveHub();
    await closePools();
    await database?.drop();
  });
  return { pool: () => getPool(url()), url };
}
