import { afterEach, describe, expect, it, vi } from "vitest";
import { createApiKey } from "@/lib/auth/create-api-key";
import { prepareFirstStart } from "@/lib/auth/prepare-first-start";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import * as loggers from "@/lib/observe/logger";
import { createApi } from "./app";
import { expectError } from "./testing/expect-error";

const database = useTestDatabase();
const api = createApi();

/** Every row of every table as text, bytes as hexadecimal digits. */
async function wholeDatabase(): Promise<string> {
  const { rows: tables } = await database
    .pool()
    .query<{ name: string }>(
      "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    );
  expect(tables.length).toBeGreaterThan(10);
  const dumps = tables.map(async ({ name }) => {
    const { rows } = await database.pool().query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    return rows.map((row) => row.row).join("\n");
  });
  return (await Promise.all(dumps)).join("\n");
}

describe("secrets at rest", () => {
  it("are hashes: no table holds a key, made here or given by the environment", async () => {
    const made = await createApiKey(systemContext(database.pool()), { name: "k", roles: ["viewer"] });
    await prepareFirstStart({
      admin: { email: "a@example.org", password: "correct horse battery" },
      apiKey: "given-by-environment",
    });
    const dump = await wholeDatabase();
    for (const secret of [made.secret, "given-by-environment", "correct horse battery"]) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString("hex"));
      expect(dump).not.toContain(Buffer.from(secret).toString("base64"));
    }
    expect(dump).toContain(made.id);
    expect((await api.request("/v1/memory_stores", { headers: { "x-api-key": "given-by-environment" } })).status).toBe(
      200,
    );
  });

  it("are random enough not to be guessed", async () => {
    const keys = await Promise.all(
      Array.from({ length: 5 }, () => createApiKey(systemContext(database.pool()), { name: "k" })),
    );
    for (const key of keys) expect(Buffer.from(key.secret.replace(/^rvk_/, ""), "base64url")).toHaveLength(32);
    expect(new Set(keys.map((key) => key.secret)).size).toBe(5);
  });
});

describe("a failure inside the server", () => {
  afterEach(() => vi.restoreAllMocks());

  it("answers an opaque 500 and logs where, not what: no content, no path of a memory, no key", async () => {
    const lines: string[] = [];
    vi.spyOn(loggers, "getLogger").mockReturnValue(loggers.createLogger("info", (line) => lines.push(line)));
    const key = await createApiKey(systemContext(database.pool()), { name: "k", roles: ["admin"] });
    const send = (path: string, body: object) =>
      api.request(path, { method: "POST", body: JSON.stringify(body), headers: { "x-api-key": key.secret } });
    const store = (await (await send("/v1/memory_stores", { name: "n" })).json()) as { id: string };
    // A constraint whose violation the database reports with the whole row in its message.
    await database
      .pool()
      .query("ALTER TABLE memory_version ADD CONSTRAINT broken CHECK (content <> 'the secret content')");
    const response = await send(`/v1/memory_stores/${store.id}/memories`, {
      path: "/secret-path",
      content: "the secret content",
    });
    const error = await expectError(response, 500, "api_error");
    expect(JSON.stringify(error)).not.toMatch(/secret|broken|memory_version/);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(response.headers.get("request-id") ?? "none");
    expect(lines[0]).toContain("23514");
    expect(lines[0]).not.toContain("secret content");
    expect(lines[0]).not.toContain("secret-path");
    expect(lines[0]).not.toContain(key.secret);
    const list = await api.request(`/v1/memory_stores/${store.id}/memories`, { headers: { "x-api-key": key.secret } });
    expect(await list.json()).toEqual({ data: [], next_page: null });
  });
});
