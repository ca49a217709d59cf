import type { Via } from "@/lib/contract/memory-version";

const words: Record<Via, string> = {
  api: "API",
  mcp: "MCP",
  mount: "Mount",
  console: "Console",
  dream: "Dream",
  import: "Import",
  restore: "Restore",
};

export const channels = Object.entries(words).map(([value, label]) => ({ value: value as Via, label }));

/** The channel that a write came through, as a label: "API". */
export function channelLabel(via: string): string {
  return channels.find(({ value }) => value === via)?.label ?? via;
}
