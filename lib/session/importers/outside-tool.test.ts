import { expect, test } from "vitest";
import { isOutsideTool } from "@/lib/session/importers/outside-tool";

test.each(["WebFetch", "WebSearch", "web_search", "mcp__fetch__fetch", "mcp__playwright__browser_navigate", "browse"])(
  "%s brings in what strangers wrote",
  (name) => expect(isOutsideTool(name)).toBe(true),
);

test.each(["Bash", "Read", "fetch_metrics", "mcp__board__claim", "restart_webhook", "http_status"])(
  "%s does not",
  (name) => expect(isOutsideTool(name)).toBe(false),
);
