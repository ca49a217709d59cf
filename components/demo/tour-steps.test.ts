import { describe, expect, it } from "vitest";
import type { Demo } from "@/lib/contract/demo";
import { tourSteps } from "./tour-steps";

const demo: Demo = {
  type: "demo",
  status: "playing",
  day: 1,
  days: 5,
  session_count: 0,
  model: null,
  memory_stores: {},
  dream_id: null,
  message: null,
};

describe("the tour", () => {
  it("links to nothing that is not there yet", () => {
    expect(tourSteps(demo).map(({ href }) => href)).toEqual([null, "/sessions", null, null, null]);
  });

  it("leads from the board over sessions and notes to the dream", () => {
    const memory_stores = { "incident-board": "memstore_b", "team-sre": "memstore_t" };
    const steps = tourSteps({ ...demo, memory_stores, dream_id: "dream_1" });
    expect(steps.map(({ href }) => href)).toEqual([
      "/stores/memstore_b",
      "/sessions",
      "/stores/memstore_t",
      "/dreams/dream_1",
      "/stores/memstore_t",
    ]);
  });
});
