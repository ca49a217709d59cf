import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runMigrations } from "./migrate";
import { useTestDatabase } from "./testing/test-database";

const database = useTestDatabase();
let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "reverie-migrations-"));
  await cp(join(import.meta.dirname, "../../prisma/migrations"), directory, { recursive: true });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, "migration.sql"), sql);
}

const exists = async (table: string) =>
  (await database.pool().query("SELECT to_regclass($1) AS found", [table])).rows[0].found !== null;

describe("runMigrations", () => {
  it("applies what is new, once, in the order of names, however many processes start", async () => {
    await addMigration("30000000000002_second", "ALTER TABLE made_first ADD COLUMN more integer");
    await addMigration("30000000000001_first", "CREATE TABLE made_first (id integer)");
    const applied: string[] = [];
    const run = () => runMigrations(database.url(), (message) => applied.push(message), directory);
    await Promise.all([run(), run(), run()]);
    expect(applied).toEqual([
      "Applying the migration 30000000000001_first",
      "Applying the migration 30000000000002_second",
    ]);
    await run();
    expect(applied).toHaveLength(2);
  });

  it("leaves no half of a migration behind, and goes on once it is mended", async () => {
    await addMigration("40000000000001_broken", "CREATE TABLE half_made (id integer); SELECT 1/0");
    await expect(runMigrations(database.url(), undefined, directory)).rejects.toThrow("division by zero");
    expect(await exists("half_made")).toBe(false);
    await addMigration("40000000000001_broken", "CREATE TABLE half_made (id integer)");
    await runMigrations(database.url(), undefined, directory);
    expect(await exists("half_made")).toBe(true);
  });

  it("refuses a migration that was changed after it was applied, and applies nothing then", async () => {
    await addMigration("50000000000001_changed", "CREATE TABLE was_one_thing (id integer)");
    await runMigrations(database.url(), undefined, directory);
    await addMigration("50000000000001_changed", "CREATE TABLE now_another (id integer)");
    await addMigration("50000000000002_later", "CREATE TABLE came_later (id integer)");
    await expect(runMigrations(database.url(), undefined, directory)).rejects.toThrow(
      "50000000000001_changed was changed",
    );
    expect(await exists("came_later")).toBe(false);
  });
});
