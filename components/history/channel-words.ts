import type { Via } from "@/lib/contract/memory-version";

const words: Record<Via, { label: string; phrase: string }> = {
  api: { label: "API", phrase: "via API" },
  mcp: { label: "MCP", phrase: "via MCP" },
  mount: { label: "Mount", phrase: "via a mount" },
  console: { label: "Console", phrase: "in the console" },
  dream: { label: "Dream", phrase: "in a dream" },
  import: { label: "Import", phrase: "by import" },
  restore: { label: "Restore", phrase: "by restore" },
};

export const channels = Object.entries(words).map(([value, { label }]) => ({ value: value as Via, label }));

/** The channel that a write came through, as a label: "Mount". */
export function channelLabel(via: string): string {
  return channels.find(({ value }) => value === via)?.label ?? via;
}

/** The same within a sentence: "via a mount". */
export function channelPhrase(via: Via): string {
  return words[via].phrase;
}
