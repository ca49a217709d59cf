import { describe, expect, it } from "vitest";
import { wordsForRefusal } from "./words-for-refusal";

const refusal = (type: string, status: number) => wordsForRefusal({ type, status, message: "as the server put it" });

describe("wordsForRefusal", () => {
  it("names the cause and the next step of what people run into", () => {
    expect(refusal("memory_precondition_failed_error", 409)).toMatch(/nothing was changed.*decide again/);
    expect(refusal("memory_path_conflict_error", 409)).toMatch(/different path/);
    expect(refusal("not_found_error", 404)).toMatch(/deleted/);
  });

  it("passes on what the server says of everything else", () => {
    expect(refusal("permission_error", 403)).toBe("as the server put it");
  });
});
