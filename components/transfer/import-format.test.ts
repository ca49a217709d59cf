import { describe, expect, it } from "vitest";
import { importFormatOf } from "./import-format";

const formatOf = (...bytes: number[]) => importFormatOf(new Blob([new Uint8Array(bytes)]));

describe("importFormatOf", () => {
  it("tells archives and exports by their first bytes", async () => {
    expect(await formatOf(0x50, 0x4b, 3, 4, 20, 0)).toBe("zip");
    expect(await formatOf(0x50, 0x4b, 5, 6)).toBe("zip");
    expect(await formatOf(0x1f, 0x8b, 8, 0)).toBe("tar.gz");
    expect(await importFormatOf(new Blob(['{"type":"reverie_export"}\n']))).toBe("jsonl");
    expect(await importFormatOf(new Blob(['\ufeff{"type":"reverie_export"}\n']))).toBe("jsonl");
  });

  it("takes nothing else for one, whatever its name", async () => {
    expect(await importFormatOf(new File(["# Notes"], "notes.zip"))).toBeNull();
    expect(await formatOf()).toBeNull();
    expect(await formatOf(0x50)).toBeNull();
  });
});
