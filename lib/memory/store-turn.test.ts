import { setImmediate as nextTurn } from "node:timers/promises";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { takeStoreTurn } from "./store-turn";

/** Work that says when it began and ends when it is told. */
function controllable() {
  const begun: number[] = [];
  const ends = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  const work = (number: number) => () => {
    begun.push(number);
    return new Promise<void>((resolve, reject) => ends.set(number, { resolve, reject }));
  };
  return { begun, work, end: (number: number) => ends.get(number) };
}

describe("turns at a store", () => {
  it("let six in, then one for each that leaves, also by failing, in the order of asking", async () => {
    const pool = {} as pg.Pool;
    const { begun, work, end } = controllable();
    const all = Array.from({ length: 9 }, (_, n) => takeStoreTurn(pool, "memstore_a", work(n)));
    await nextTurn();
    expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
    end(3)?.resolve();
    await nextTurn();
    expect(begun.slice(6)).toEqual([6]);
    end(0)?.reject(new Error("refused"));
    await expect(all[0]).rejects.toThrow("refused");
    await nextTurn();
    expect(begun.slice(7)).toEqual([7]);
    for (const number of [1, 2, 4, 5, 6, 7]) end(number)?.resolve();
    await nextTurn();
    end(8)?.resolve();
    expect((await Promise.allSettled(all)).filter((result) => result.status === "rejected")).toHaveLength(1);
  });

  it("are counted for each store and each database alone, and forgotten once all have left", async () => {
    const [pool, otherPool] = [{} as pg.Pool, {} as pg.Pool];
    const { begun, work, end } = controllable();
    const busy = Array.from({ length: 7 }, (_, n) => takeStoreTurn(pool, "memstore_a", work(n)));
    const free = [takeStoreTurn(pool, "memstore_b", work(7)), takeStoreTurn(otherPool, "memstore_a", work(8))];
    await nextTurn();
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 7, 8]);
    for (let number = 0; number < 9; number++) {
      end(number)?.resolve();
      await nextTurn();
    }
    end(6)?.resolve();
    await Promise.all([...busy, ...free]);
    const kept = globalThis as { reverieStoreTurns?: WeakMap<pg.Pool, Map<string, unknown>> };
    expect(kept.reverieStoreTurns?.get(pool)?.size).toBe(0);
  });
});
