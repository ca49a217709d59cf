import { describe, expect, it } from "vitest";
import { buildDemo } from "@/lib/contract/testing/build-demo";
import { tourSteps } from "./tour-steps";

describe("the tour", () => {
  it("links to nothing that is not there yet", () => {
    expect(tourSteps(buildDemo()).map(({ href }) => href)).toEqual([null, null, "/sessions", null, null, null, null]);
  });

  it("leads from the board over sessions and notes to the dream, and to what it changed", () => {
    const memory_stores = { "incident-board": "memstore_b", "team-sre": "memstore_t" };
    const steps = tourSteps(
      buildDemo({ memory_stores, conflict_session_id: "sesn_1", dream_id: "dream_1", status: "compared" }),
    );
    expect(steps.map(({ href }) => href)).toEqual([
      "/stores/memstore_b",
      "/sessions/sesn_1",
      "/sessions",
      "/stores/memstore_t",
      "/dreams/dream_1",
      "/stores/memstore_t",
      "/stores",
    ]);
  });
});
