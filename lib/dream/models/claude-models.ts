import type { DreamModel } from "@/lib/contract/dream";

/**
 * Models of Anthropic's public documentation in November 2026, newest first. They stand in for the endpoint's own list where that
 * does not answer, since gateways often have none.
 */
export const documentedClaudeModels: readonly DreamModel[] = [
  claude("claude-opus-5-5", "Claude Opus 5.5", "2026-09-15"),
  claude("claude-sonnet-5-5", "Claude Sonnet 5.5", "2026-09-28"),
  claude("claude-haiku-5-5", "Claude Haiku 5.5", "2026-10-07"),
  claude("claude-fable-5-1", "Claude Fable 5.1", "2026-09-01"),
  claude("claude-opus-5", "Claude Opus 5", "2026-07-24"),
  claude("claude-sonnet-5", "Claude Sonnet 5", "2026-06-30"),
  claude("claude-opus-4-8", "Claude Opus 4.8", "2026-05-01"),
  claude("claude-sonnet-4-6", "Claude Sonnet 4.6", "2026-02-01"),
  claude("claude-haiku-4-5", "Claude Haiku 4.5", "2025-10-01"),
];

function claude(id: string, name: string, day: string): DreamModel {
  return { id, type: "model", display_name: name, created_at: `${day}T00:00:00.000Z` };
}
