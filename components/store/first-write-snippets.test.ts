import { describe, expect, it } from "vitest";
import { snippetLanguages } from "./connect-snippets";
import { firstWriteSnippet } from "./first-write-snippets";

const write = { origin: "https://memory.example", storeId: "memstore_1", secret: "rvk_secret" };
const every = (secret: string | null) =>
  snippetLanguages.map(({ value }) => firstWriteSnippet(value, { ...write, secret }));

describe("firstWriteSnippet", () => {
  it("names the installation, the store and the key in every language", () => {
    for (const snippet of every("rvk_secret")) {
      for (const part of ["https://memory.example", "memstore_1", "rvk_secret"]) expect(snippet).toContain(part);
      expect(snippet).not.toContain("REVERIE_API_KEY");
    }
  });

  it("takes the key from the environment where none was made", () => {
    for (const snippet of every(null)) {
      expect(snippet).toContain("REVERIE_API_KEY");
      expect(snippet).not.toContain("null");
    }
  });

  it("writes another file in each language, so that one does not stand in the other's way", () => {
    const paths = every("k").map((snippet) => /"(\/notes\/[a-z-]+\.md)"/.exec(snippet)?.[1]);
    expect(new Set(paths).size).toBe(3);
    expect(paths).not.toContain(undefined);
  });

  it("keeps the line end within the text that is sent", () => {
    for (const snippet of every("k")) expect(snippet).toContain(String.raw`# First note\n"`);
  });
});
