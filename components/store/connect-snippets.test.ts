import { describe, expect, it } from "vitest";
import { connectSnippet, snippetLanguages } from "./connect-snippets";

describe("connectSnippet", () => {
  it.each(snippetLanguages.map(({ value }) => value))(
    "names this installation and this store in %s, and no secret",
    (language) => {
      const snippet = connectSnippet(language, "https://reverie.example", "memstore_1");
      expect(snippet).toContain("https://reverie.example");
      expect(snippet).toContain("memstore_1");
      expect(snippet).toContain("REVERIE_API_KEY");
    },
  );
});
