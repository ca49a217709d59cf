import { describe, expect, it } from "vitest";
import { exportQuery } from "@/lib/contract/transfer";
import {
  type ExportChoice,
  exportFormats,
  exportQueryOf,
  fieldMoment,
  folderPrefix,
  mayHaveHistory,
} from "./export-choice";

const choice: ExportChoice = { format: "zip", hasHistory: true, folder: "", at: "" };

describe("exportQueryOf", () => {
  it("asks for the whole store as it stands unless told otherwise", () => {
    expect(exportQueryOf(choice)).toEqual({ format: "zip", path_prefix: null, at: null });
  });

  it("asks for history only where the format can hold it", () => {
    for (const { value: format } of exportFormats) {
      const query = exportQueryOf({ ...choice, format, hasHistory: false });
      expect("history" in query).toBe(mayHaveHistory(format));
    }
    expect(exportQueryOf({ ...choice, format: "git" })).toMatchObject({ history: true });
  });

  it("reads the moment as UTC", () => {
    expect(exportQueryOf({ ...choice, at: "2026-05-03T10:00" }).at).toBe("2026-05-03T10:00:00.000Z");
    expect(exportQueryOf({ ...choice, at: fieldMoment("2026-05-03T10:00:08.300Z") }).at).toBe(
      "2026-05-03T10:00:09.000Z",
    );
  });

  it("is what the server reads", () => {
    const query = exportQueryOf({ format: "jsonl", hasHistory: false, folder: "alerts", at: "2026-05-03T10:00" });
    expect(exportQuery.parse({ ...query, history: String(query.history) })).toMatchObject({
      format: "jsonl",
      path_prefix: "/alerts/",
      history: false,
    });
  });
});

describe("folderPrefix", () => {
  it("makes a prefix of a folder however it is typed, and none of the root", () => {
    for (const typed of ["a/b", "/a/b", "/a/b/", "a//b/"]) expect(folderPrefix(typed)).toBe("/a/b/");
    for (const typed of ["", "/", " "]) expect(folderPrefix(typed)).toBeNull();
  });
});

describe("fieldMoment", () => {
  it("is empty for now", () => {
    expect(fieldMoment(null)).toBe("");
  });
});
