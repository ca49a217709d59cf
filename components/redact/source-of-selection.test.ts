import { describe, expect, it } from "vitest";
import { sourceOfSelection } from "./source-of-selection";

const source = "# Keys\n\nThe **deploy key** is `hunter2-secret`,\nrotate [monthly](https://example.com).\n";

describe("sourceOfSelection", () => {
  it("gives back what stands in the source as it was selected", () => {
    expect(sourceOfSelection(source, " hunter2-secret ")).toBe("hunter2-secret");
  });

  it("finds the marks that the rendered form leaves out", () => {
    expect(sourceOfSelection(source, "deploy key is hunter2-secret")).toBe("deploy key** is `hunter2-secret");
  });

  it("reads over line ends that the rendered form folds", () => {
    expect(sourceOfSelection(source, "hunter2-secret, rotate")).toBe("hunter2-secret`,\nrotate");
  });

  it("finds nothing where other words stand in between, or nothing was selected", () => {
    expect(sourceOfSelection(source, "The key")).toBeNull();
    expect(sourceOfSelection(source, "  \n")).toBeNull();
    expect(sourceOfSelection(source, "***")).toBeNull();
  });
});
