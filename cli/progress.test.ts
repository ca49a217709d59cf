import { describe, expect, it } from "vitest";
import { formatBytes } from "./progress";

describe("formatBytes", () => {
  it("says sizes as people do", () => {
    expect([0, 999, 1000, 1_234_567, 5e9, 7e15].map(formatBytes)).toEqual([
      "0 bytes",
      "999 bytes",
      "1.0 kB",
      "1.2 MB",
      "5.0 GB",
      "7000.0 TB",
    ]);
  });
});
