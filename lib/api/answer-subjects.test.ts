import { describe, expect, it } from "vitest";
import { holdsSecret, subjectsOf } from "./answer-subjects";

describe("the subjects of an answer", () => {
  it("are the memories, versions, dreams and sessions that it names, however deep, each once", () => {
    const answer = {
      id: "mem_1",
      memory_version_id: "memver_1",
      nested: [{ deeper: { session_id: "sesn_1" } }, "drm_1", "mem_1"],
      memory_store_id: "memstore_1",
      content: "mem_1 is named in a text",
      number: 1,
      nothing: null,
    };
    expect(subjectsOf(answer).sort()).toEqual(["drm_1", "mem_1", "memver_1", "sesn_1"]);
    expect(subjectsOf(null)).toEqual([]);
  });
});

describe("an answer with a secret", () => {
  it.each([
    { type: "api_key", secret: "rvk_x" },
    { type: "session_token", token: "x" },
    { type: "invitation", url: "https://x" },
    { anything: "whsec_x" },
  ])("is told by its type or by the secret itself: %o", (answer) => {
    expect(holdsSecret(answer)).toBe(true);
  });

  it.each([null, "rvk_x", [], { type: "memory", content: "the key rvk_x" }, { secret: null }])(
    "is not seen in what people write: %o",
    (answer) => {
      expect(holdsSecret(answer)).toBe(false);
    },
  );
});
