import { beforeEach, describe, expect, it, vi } from "vitest";
import { createBatch } from "./batch";

describe("createBatch", () => {
  const requests: string[][] = [];
  beforeEach(() => requests.splice(0));

  function batchOf(options: { limit?: number; fail?: boolean } = {}) {
    return createBatch<string>({
      waitMs: 1,
      limit: options.limit ?? 100,
      load: async (ids) => {
        requests.push(ids);
        if (options.fail) throw new Error("down");
        return new Map(ids.filter((id) => id !== "nobody").map((id) => [id, id.toUpperCase()]));
      },
    });
  }

  it("makes one request of many look-ups, asking for each id once", async () => {
    const find = batchOf();
    expect(await Promise.all([find("a"), find("b"), find("a")])).toEqual(["A", "B", "A"]);
    expect(requests).toEqual([["a", "b"]]);
  });

  it("gives null for what nobody knows", async () => {
    expect(await batchOf()("nobody")).toBeNull();
  });

  it("never asks for more ids at once than allowed", async () => {
    const find = batchOf({ limit: 2 });
    await Promise.all(["a", "b", "c", "d", "e"].map(find));
    expect(requests).toEqual([["a", "b"], ["c", "d"], ["e"]]);
  });

  it("starts a new request after the first has gone out", async () => {
    const find = batchOf();
    await find("a");
    await find("b");
    expect(requests).toEqual([["a"], ["b"]]);
  });

  it("fails all that waited on a failed request, and works again afterwards", async () => {
    const load = vi
      .fn()
      .mockRejectedValueOnce(new Error("down"))
      .mockResolvedValue(new Map([["a", "A"]]));
    const find = createBatch<string>({ waitMs: 1, limit: 10, load });
    const settled = await Promise.allSettled([find("a"), find("b")]);
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await find("a")).toBe("A");
  });
});
