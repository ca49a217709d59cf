import { describe, expect, it } from "vitest";
import { onDemand } from "./on-demand";

describe("onDemand", () => {
  it("loads once for all who ask, and tells them when it is here", async () => {
    let loads = 0;
    const source = onDemand(async () => ({ load: ++loads }));
    let told = 0;
    source.subscribe(() => told++);
    expect(source.peek()).toBeNull();
    await Promise.all([source.bring(), source.bring()]);
    await source.bring();
    expect(source.peek()).toEqual({ load: 1 });
    expect({ loads, told }).toEqual({ loads: 1, told: 1 });
  });

  it("stays without the code when it cannot be fetched, and tries again when asked again", async () => {
    let isReachable = false;
    const source = onDemand(async () => {
      if (!isReachable) throw new Error("no network");
      return "code";
    });
    await source.bring();
    expect(source.peek()).toBeNull();
    isReachable = true;
    await source.bring();
    expect(source.peek()).toBe("code");
  });

  it("tells nobody who has left", async () => {
    const source = onDemand(async () => "code");
    let told = 0;
    source.subscribe(() => told++)();
    await source.bring();
    expect(told).toBe(0);
  });
});
