import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import type { Tx } from "@/lib/db/transaction";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { answerOnce } from "./answer-once";

const database = useTestDatabase();
const ctx = (): Ctx => systemContext(database.pool());

const request = (key: string) => ({ route: "POST /v1/memory_stores", key, content: "{}" });
const makeStore = (name: string) => async (tx: Tx) => {
  const store = await createMemoryStore({ ...ctx(), tx, isUndoable: true }, { name });
  return { status: 200, headers: {}, body: JSON.stringify(store) };
};
const storesNamed = async (name: string) =>
  (await database.pool().query("SELECT id FROM memory_store WHERE name = $1", [name])).rows.length;

describe("a write and its kept answer", () => {
  it("are both gone when the process dies before the commit, and sending it again writes once", async () => {
    const dying = answerOnce(ctx(), request("crash"), async (tx) => {
      const answer = await makeStore("crash")(tx);
      await database
        .pool()
        .query("SELECT pg_terminate_backend($1)", [
          (await tx.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid,
        ]);
      return answer;
    });
    await expect(dying).rejects.toThrow();
    expect(await storesNamed("crash")).toBe(0);
    const first = await answerOnce(ctx(), request("crash"), makeStore("crash"));
    const again = await answerOnce(ctx(), request("crash"), makeStore("crash"));
    expect([first.isReplay, again.isReplay]).toEqual([false, true]);
    expect(again.answer).toEqual(first.answer);
    expect(await storesNamed("crash")).toBe(1);
  });

  it("are both there when the answer was lost after the commit", async () => {
    await answerOnce(ctx(), request("lost"), makeStore("lost"));
    expect((await answerOnce(ctx(), request("lost"), makeStore("lost"))).isReplay).toBe(true);
    expect(await storesNamed("lost")).toBe(1);
  });

  it("undo what a refused request wrote on its way", async () => {
    const refuse = async (tx: Tx) => {
      await makeStore("refused")(tx);
      return { status: 409, headers: {}, body: "{}" };
    };
    await answerOnce(ctx(), request("refused"), refuse);
    expect(await storesNamed("refused")).toBe(0);
    expect((await answerOnce(ctx(), request("refused"), makeStore("refused"))).answer.status).toBe(409);
  });

  it("are neither kept after a failure of ours: the key is free", async () => {
    const fail = async () => ({ status: 500, headers: {}, body: "{}" });
    await answerOnce(ctx(), request("failure"), fail);
    expect((await answerOnce(ctx(), request("failure"), makeStore("failure"))).isReplay).toBe(false);
  });

  it("make a replay that comes too early wait, and say so when it takes too long", async () => {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = answerOnce(ctx(), request("slow"), async (tx) => {
      const answer = await makeStore("slow")(tx);
      await finished;
      return answer;
    });
    const impatient = answerOnce(ctx(), request("slow"), makeStore("slow"));
    await expect(impatient).rejects.toMatchObject({ status: 409, code: "conflict_error", shouldRetry: true });
    finish();
    await slow;
    expect((await answerOnce(ctx(), request("slow"), makeStore("slow"))).isReplay).toBe(true);
    expect(await storesNamed("slow")).toBe(1);
  });
});
