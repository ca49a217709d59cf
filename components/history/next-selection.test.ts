import { describe, expect, it } from "vitest";
import { nextSelection } from "./next-selection";

describe("nextSelection", () => {
  it("compares what is shown with what was picked", () => {
    expect(nextSelection({ selectedId: "v3", compareId: null }, "v1")).toEqual({ version: "v3", compare: "v1" });
    expect(nextSelection({ selectedId: "v3", compareId: "v2" }, "v1")).toEqual({ version: "v3", compare: "v1" });
  });

  it("ends the comparison when either side is picked again", () => {
    expect(nextSelection({ selectedId: "v3", compareId: "v1" }, "v1")).toEqual({ version: "v3" });
    expect(nextSelection({ selectedId: "v3", compareId: "v1" }, "v3")).toEqual({ version: "v3" });
  });
});
