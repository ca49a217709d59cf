const outsideWords = new Set(["web", "webfetch", "websearch", "browser", "browse", "crawl", "crawler", "scrape"]);

/**
 * Whether a tool, by its name, brings in text that strangers wrote (web pages, search hits). Such results are kept
 * but do not count as evidence.
 */
export function isOutsideTool(name: string): boolean {
  // The fetch server of the MCP reference set; other tools that fetch mostly ask a team's own services.
  if (name.startsWith("mcp__fetch__")) return true;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => outsideWords.has(word));
}
