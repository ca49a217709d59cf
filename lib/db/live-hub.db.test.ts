import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closeLiveHub, publish, subscribe } from "./live-hub";
import { useTestDatabase } from "./testing/test-database";

const database = useTestDatabase();

let outsider: pg.Client;
beforeEach(async () => {
  outsider = new pg.Client({ connectionString: database.url() });
  outsider.on("error", () => undefined);
  await outsider.connect();
});
afterEach(async () => {
  await closeLiveHub();
  await outsider.end();
});

/** What another process would hear. */
async function hear(): Promise<unknown[]> {
  const heard: unknown[] = [];
  outsider.on("notification", (message) => heard.push(JSON.parse(message.payload ?? "null")));
  await outsider.query("LISTEN reverie_live");
  return heard;
}

const sayAs = (process: string, ...topics: string[]) =>
  outsider.query("SELECT pg_notify('reverie_live', $1)", [JSON.stringify([process, ...topics])]);

async function listening(): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await outsider.query(
      "SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN reverie_live' AND pid <> pg_backend_pid()",
    );
    expect(rows).toHaveLength(1);
  }, 5000);
}

describe("the live hub", () => {
  it("wakes listeners of the same process at once, of that topic only, until they leave", () => {
    const woken: string[] = [];
    const leave = subscribe("a", () => woken.push("a"));
    subscribe("b", () => woken.push("b"));
    publish("a");
    publish("c");
    expect(woken).toEqual(["a"]);
    leave();
    publish("a");
    publish("b");
    expect(woken).toEqual(["a", "b"]);
  });

  it("tells other processes of many changes in few messages", async () => {
    const heard = await hear();
    for (let index = 0; index < 500; index++) publish(`topic ${index % 5}`);
    await vi.waitFor(() => expect(heard).toHaveLength(1), 5000);
    expect(heard[0]).toEqual([expect.any(String), "topic 0", "topic 1", "topic 2", "topic 3", "topic 4"]);
    for (let index = 0; index < 500; index++) publish(`topic ${index}`);
    await vi.waitFor(() => expect(heard).toHaveLength(2), 5000);
    expect(heard[1]).toEqual([expect.any(String), "*"]);
  });

  it("wakes listeners for what other processes say, and not twice for its own", async () => {
    let woken = 0;
    subscribe("a", () => {
      woken += 1;
    });
    await listening();
    await vi.waitFor(() => expect(woken).toBe(1), 5000);
    await sayAs("other", "b");
    await sayAs("other", "a");
    await vi.waitFor(() => expect(woken).toBe(2), 5000);
    await sayAs("other", "*");
    await vi.waitFor(() => expect(woken).toBe(3), 5000);
    publish("a");
    const heard = await hear();
    publish("a");
    await vi.waitFor(() => expect(heard).toHaveLength(1), 5000);
    expect(woken).toBe(5);
  });

  it("listens again after its connection was cut, and lets everybody look once", async () => {
    let woken = 0;
    subscribe("a", () => {
      woken += 1;
    });
    await listening();
    await vi.waitFor(() => expect(woken).toBe(1), 5000);
    await outsider.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN reverie_live' AND pid <> pg_backend_pid()",
    );
    await vi.waitFor(() => expect(woken).toBe(2), 8000);
    await sayAs("other", "a");
    await vi.waitFor(() => expect(woken).toBe(3), 5000);
  });

  it("survives messages that are not its own", async () => {
    let woken = 0;
    subscribe("a", () => {
      woken += 1;
    });
    await listening();
    await vi.waitFor(() => expect(woken).toBe(1), 5000);
    await outsider.query("SELECT pg_notify('reverie_live', '{nonsense')");
    await outsider.query("SELECT pg_notify('reverie_live', '{\"a\":1}')");
    await sayAs("other", "a");
    await vi.waitFor(() => expect(woken).toBe(2), 5000);
  });
});
