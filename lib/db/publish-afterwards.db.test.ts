import { afterEach, describe, expect, it } from "vitest";
import { closeLiveHub, publish, subscribe } from "./live-hub";
import { publishAfterwards } from "./publish-afterwards";
import { useTestDatabase } from "./testing/test-database";

useTestDatabase();
afterEach(() => closeLiveHub());

describe("publishing afterwards", () => {
  it("wakes nobody before the work is done, and then once a topic", async () => {
    const woken: string[] = [];
    for (const topic of ["a", "b"]) subscribe(topic, () => void woken.push(topic));
    const result = await publishAfterwards(async () => {
      publish("a");
      await publishAfterwards(async () => publish("b"));
      await Promise.resolve();
      publish("a");
      expect(woken).toEqual([]);
      return "done";
    });
    expect(result).toBe("done");
    expect(woken).toEqual(["a", "b"]);
    publish("a");
    expect(woken).toEqual(["a", "b", "a"]);
  });

  it("wakes nobody when the work failed, and leaves other work alone", async () => {
    const woken: string[] = [];
    subscribe("a", () => void woken.push("a"));
    const failing = publishAfterwards(async () => {
      publish("a");
      await Promise.resolve();
      throw new Error("undone");
    });
    publish("a");
    await expect(failing).rejects.toThrow("undone");
    expect(woken).toEqual(["a"]);
  });
});
