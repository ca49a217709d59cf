import { describe, expect, it } from "vitest";
import type { Via } from "@/lib/contract/memory-version";
import { isOnlyThisRestore } from "./undo-moment";

const by = (via: Via) => ({
  reverie: { via, sequence: 1, reason: null, dream_id: null, change_id: null, event_id: null },
});
const two = { counts: { created: 1, modified: 1, deleted: 0, renamed: 0, skipped: 3 } };

describe("isOnlyThisRestore", () => {
  it("holds while nobody wrote since", () => {
    expect(isOnlyThisRestore([by("restore"), by("restore")], true, two)).toBe(true);
  });

  it("does not hold once another write came, of any channel", () => {
    expect(isOnlyThisRestore([by("mcp"), by("restore"), by("restore")], true, two)).toBe(false);
    expect(isOnlyThisRestore([by("mcp"), by("restore")], true, two)).toBe(false);
    expect(isOnlyThisRestore([by("restore"), by("restore"), by("restore")], true, two)).toBe(false);
  });

  it("does not hold while some of what was written is unknown", () => {
    expect(isOnlyThisRestore([by("restore"), by("restore")], false, two)).toBe(false);
  });
});
