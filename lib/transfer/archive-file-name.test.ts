import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCodePoint } from "@/lib/text/testing-code-points";
import { archiveFileName } from "./archive-file-name";

const store = (name: string) => ({ id: "memstore_1", name });

describe("name of a downloaded file", () => {
  it("reads like the store's name", () => {
    expect(archiveFileName(store("Team notes (2026)"), "zip")).toBe("Team-notes-2026.zip");
    expect(archiveFileName(store("日本語"), "tar.gz")).toBe("memstore_1.tar.gz");
    expect(archiveFileName(store('"; filename="evil.exe'), "zip")).toBe("filename-evil-exe.zip");
  });

  it("is plain letters for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint, maxLength: 200 }), (name) => {
        expect(archiveFileName(store(name), "zip")).toMatch(/^[A-Za-z0-9_-]{1,80}\.zip$/);
      }),
    );
  });
});
