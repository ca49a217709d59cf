import { describe, expect, it } from "vitest";
import { withPatience } from "./await-stop";

describe("withPatience", () => {
  it("waits for the work", async () => {
    let done = false;
    await withPatience(
      Promise.resolve().then(() => {
        done = true;
      }),
      1000,
    );
    expect(done).toBe(true);
  });

  it("goes on when the work takes too long", async () => {
    const startedAt = Date.now();
    await withPatience(new Promise(() => undefined), 30);
    expect(Date.now() - startedAt).toBeLessThan(500);
  });

  it("goes on when the work fails, or there is none", async () => {
    await withPatience(Promise.reject(new Error("no")), 1000);
    await withPatience(undefined, 1000);
  });
});
