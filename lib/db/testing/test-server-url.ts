import { inject } from "vitest";

/** The server of this worker, where tests may make databases. */
export function testServerUrl(): string {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== "") return given;
  const urls = inject("databaseUrls" as never) as unknown;
  if (!Array.isArray(urls)) throw new Error("The database tests need their global setup.");
  return String(urls[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % urls.length]);
}
