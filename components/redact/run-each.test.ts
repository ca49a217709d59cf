import { describe, expect, it } from "vitest";
import { runEach } from "./run-each";

const wait = () => new Promise((resolve) => setTimeout(resolve, 1));

describe("runEach", () => {
  it("settles each item once, also after failures, and never more at once than allowed", async () => {
    let [underWay, most] = [0, 0];
    const settled: string[] = [];
    await runEach({
      items: [1, 2, 3, 4, 5, 6, 7],
      limit: 3,
      signal: new AbortController().signal,
      run: async (item) => {
        most = Math.max(most, ++underWay);
        await wait();
        underWay--;
        if (item % 3 === 0) throw new Error("no");
        return item;
      },
      onSettled: (item, { status }) => settled.push(`${item} ${status}`),
    });
    expect(most).toBe(3);
    expect(settled.sort()).toEqual([
      "1 fulfilled",
      "2 fulfilled",
      "3 rejected",
      "4 fulfilled",
      "5 fulfilled",
      "6 rejected",
      "7 fulfilled",
    ]);
  });

  it("begins nothing new after an abort, and still says how what was under way ended", async () => {
    const abort = new AbortController();
    const settled: number[] = [];
    await runEach({
      items: [1, 2, 3, 4],
      limit: 2,
      signal: abort.signal,
      run: async (item) => {
        await wait();
        abort.abort();
        return item;
      },
      onSettled: (item) => settled.push(item),
    });
    expect(settled).toEqual([1, 2]);
  });

  it("is done at once with nothing to do", async () => {
    await runEach({
      items: [],
      limit: 2,
      signal: new AbortController().signal,
      run: () => Promise.reject(new Error("never")),
      onSettled: () => expect.unreachable(),
    });
  });
});
