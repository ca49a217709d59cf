import { describe, expect, it } from "vitest";
import type { Dream } from "@/lib/contract/dream";
import { decidedOf, dreamState, inputStoreOf, phaseOf, sessionCountOf } from "./dream-state";

function buildDream(part: Partial<Dream>, review: Partial<Dream["reverie"]["review"]> = {}): Dream {
  return {
    id: "drm_1",
    type: "dream",
    status: "completed",
    inputs: [
      { type: "memory_store", memory_store_id: "memstore_1" },
      { type: "sessions", session_ids: ["sesn_1", "sesn_2"] },
    ],
    outputs: [],
    model: { id: "reverie-deterministic-1", speed: "standard" },
    instructions: null,
    output_behavior: { type: "create_new" },
    session_id: null,
    usage: { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
    error: null,
    created_at: "2026-03-01T00:00:00.000Z",
    ended_at: null,
    archived_at: null,
    ...part,
    reverie: {
      progress: { phase: "detecting", done: 1, total: 2 },
      review: { state: "unreviewed", approved: 0, rejected: 0, pending: 3, comment: null, ...review },
      engine: "reverie-deterministic-1",
      resumable: true,
      report: null,
      started_at: null,
    },
  };
}

describe("the state of a dream", () => {
  it("names the review of a completed dream", () => {
    expect(dreamState(buildDream({})).label).toBe("to review");
    expect(dreamState(buildDream({}, { state: "in_review", approved: 1 })).label).toBe("in review");
    expect(dreamState(buildDream({}, { state: "applied", pending: 0 })).label).toBe("applied");
    expect(dreamState(buildDream({}, { pending: 0 })).label).toBe("nothing to change");
  });

  it("names the status of one that is not completed", () => {
    expect(dreamState(buildDream({ status: "running" })).label).toBe("dreaming");
    expect(dreamState(buildDream({ status: "failed" })).tone).toBe("danger");
  });

  it("counts what is decided only once there is something to decide", () => {
    expect(decidedOf(buildDream({}, { approved: 1, rejected: 1 }))).toEqual({ decided: 2, total: 5 });
    expect(decidedOf(buildDream({ status: "running" }))).toBeNull();
    expect(decidedOf(buildDream({}, { pending: 0 }))).toBeNull();
  });

  it("finds the store, the sessions and the phase", () => {
    const dream = buildDream({});
    expect(inputStoreOf(dream)).toBe("memstore_1");
    expect(sessionCountOf(dream)).toBe(2);
    expect(phaseOf(dream)).toBe("Looking for patterns");
  });
});
