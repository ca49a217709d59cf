import { describe, expect, it } from "vitest";
import { useTestDatabase } from "./testing/test-database";
import { type Tx, withTransaction } from "./transaction";

const database = useTestDatabase();
const insert = (tx: Tx, name: string) =>
  tx.query("INSERT INTO setting (workspace_id, name, value) VALUES ('wrkspc_default', $1, '1')", [name]);
const names = async () =>
  (await database.pool().query<{ name: string }>("SELECT name FROM setting ORDER BY name")).rows.map((row) => row.name);

describe("withTransaction", () => {
  it("commits what returns and gives its value", async () => {
    const value = await withTransaction(database.pool(), async (tx) => {
      await insert(tx, "kept");
      return 7;
    });
    expect(value).toBe(7);
    expect(await names()).toContain("kept");
  });

  it("undoes everything when the work throws, whatever it throws", async () => {
    for (const thrown of [new Error("no"), "text", undefined]) {
      const work = withTransaction(database.pool(), async (tx) => {
        await insert(tx, "undone");
        throw thrown;
      });
      await expect(work).rejects.toBe(thrown);
    }
    expect(await names()).not.toContain("undone");
  });

  it("gives its connection back, also after errors of the database and lost connections", async () => {
    const pool = database.pool();
    for (let turn = 0; turn < 30; turn += 1) {
      await expect(withTransaction(pool, (tx) => tx.query("SELECT 1/0"))).rejects.toThrow("division by zero");
    }
    for (let turn = 0; turn < 3; turn += 1) {
      const lost = withTransaction(pool, (tx) => tx.query("SELECT pg_terminate_backend(pg_backend_pid())"));
      await expect(lost).rejects.toThrow();
    }
    expect(await withTransaction(pool, async () => "alive")).toBe("alive");
    expect(pool.waitingCount).toBe(0);
  });

  it("tries again after a deadlock, so that both sides get through", async () => {
    const pool = database.pool();
    await withTransaction(pool, async (tx) => {
      await insert(tx, "one");
      await insert(tx, "two");
    });
    let met = 0;
    let open: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const cross = (first: string, second: string) =>
      withTransaction(pool, async (tx) => {
        await tx.query("UPDATE setting SET value = '2' WHERE name = $1", [first]);
        met += 1;
        if (met === 2) open();
        await both;
        await tx.query("UPDATE setting SET value = '3' WHERE name = $1", [second]);
      });
    await Promise.all([cross("one", "two"), cross("two", "one")]);
    expect(met).toBeGreaterThan(2);
  });
});
