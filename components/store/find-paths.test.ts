import { describe, expect, it } from "vitest";
import { findPaths } from "./find-paths";

const rows = ["/alerts/disk.md", "/disks/archive/notes.md", "/runbooks/restart.md", "/d/i/s/k.md"].map((path) => ({
  path,
}));
const found = (query: string, limit?: number) => findPaths(rows, query, limit).map(({ path }) => path);

describe("findPaths", () => {
  it("puts a hit in the file's name before one in its folders, and both before scattered letters", () => {
    expect(found("disk")).toEqual(["/alerts/disk.md", "/disks/archive/notes.md", "/d/i/s/k.md"]);
  });

  it("finds letters in order and nothing out of order", () => {
    expect(found("rbrst")).toEqual(["/runbooks/restart.md"]);
    expect(found("trats")).toEqual([]);
  });

  it("ignores case and spaces, and keeps to the limit", () => {
    expect(found("DISK md")).toContain("/alerts/disk.md");
    expect(found("", 2)).toEqual(["/alerts/disk.md", "/disks/archive/notes.md"]);
  });
});
