import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { getPrisma } from "./prisma-client";
import { parsePrismaSchema, type SchemaTable } from "./testing/parse-prisma-schema";
import { useTestDatabase } from "./testing/test-database";

const database = useTestDatabase();

async function readCatalog(): Promise<SchemaTable[]> {
  const { rows } = await database.pool().query<SchemaTable & { primaryKey: string[] | null }>(
    `SELECT c.relname AS name,
       (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                                          'isNullable', NOT a.attnotnull) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       (SELECT array_agg(a.attname::text ORDER BY k.place)
        FROM pg_constraint p CROSS JOIN unnest(p.conkey) WITH ORDINALITY AS k (number, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
        WHERE p.conrelid = c.oid AND p.contype = 'p') AS "primaryKey"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations' AND NOT c.relispartition`,
  );
  return rows.map((row) => ({ ...row, primaryKey: row.primaryKey ?? [] }));
}

const readSchema = async () =>
  parsePrismaSchema(await readFile(join(import.meta.dirname, "../../prisma/schema.prisma"), "utf8"));

const byName = <T extends { name: string }>(items: readonly T[]) =>
  [...items].sort((a, b) => (a.name < b.name ? -1 : 1));

describe("schema.prisma", () => {
  it("describes exactly the tables, columns, types, nullability and keys that the migrations make", async () => {
    const sortColumns = (tables: SchemaTable[]) =>
      byName(tables).map((table) => ({ ...table, columns: byName(table.columns) }));
    const described = sortColumns(await readSchema());
    const made = sortColumns(await readCatalog());
    expect(described.map((table) => table.name)).toEqual(made.map((table) => table.name));
    for (const [index, table] of described.entries()) expect(table).toEqual(made[index]);
    expect(made.length).toBeGreaterThan(20);
  });

  it("says of every table what it is for", async () => {
    const text = await readFile(join(import.meta.dirname, "../../prisma/schema.prisma"), "utf8");
    const models = text.match(/^model \w+/gm) ?? [];
    expect(text.match(/^\/\/\/ .+\nmodel \w+/gm) ?? []).toHaveLength(models.length);
  });

  it("was understood by the generated client, which reads through our pool", async () => {
    const prisma = getPrisma(database.pool());
    expect(getPrisma(database.pool())).toBe(prisma);
    const [workspace] = await prisma.workspace.findMany({ select: { id: true, created_at: true } });
    expect(workspace).toEqual({ id: "wrkspc_default", created_at: expect.any(Date) });
    const before = database.pool().totalCount;
    await Promise.all(Array.from({ length: 40 }, () => prisma.memoryStore.count()));
    expect(database.pool().totalCount).toBeLessThanOrEqual(20);
    expect(before).toBeGreaterThan(0);
  });

  it("keeps milliseconds and bytes as the database has them", async () => {
    const prisma = getPrisma(database.pool());
    const createdAt = new Date("2026-03-01T12:34:56.789Z");
    await database.pool().query(
      `INSERT INTO api_key (id, workspace_id, name, secret_sha256, hint, permissions, roles, memory_stores, created_at)
       VALUES ('apikey_1', 'wrkspc_default', 'n', '\\x00ff', 'hint', '{memory:read}', '{}', '[{"access":"read_only"}]', $1)`,
      [createdAt],
    );
    expect(await prisma.apiKey.findUnique({ where: { id: "apikey_1" } })).toMatchObject({
      secret_sha256: Uint8Array.from([0, 255]),
      permissions: ["memory:read"],
      memory_stores: [{ access: "read_only" }],
      created_at: createdAt,
      expires_at: null,
    });
  });
});
