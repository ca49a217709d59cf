import type { ImportFormat } from "@/lib/contract/session-event";
import { isMessage } from "@/lib/session/importers/collect-chats";
import { isObject, textOf } from "@/lib/session/importers/json-object";

/** What a value shows of its format; both chat forms share their containers and part only at the conversation. */
export type DetectedFormat = Exclude<ImportFormat, "openai" | "anthropic"> | "chat";

/** The format a value of the imported text belongs to, or null where it shows none. */
export function detectFormat(value: unknown): DetectedFormat | null {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      const found = isObject(item) ? detectFormat(item) : null;
      if (found) return found;
    }
    return null;
  }
  if (!isObject(value)) return null;
  if (Array.isArray(value.traj) || Array.isArray(value.simulations)) return "tau-bench";
  if (Array.isArray(value.trajectory)) return "swe-agent";
  if (Array.isArray(value.history) && value.history.some((item) => isObject(item) && "agent" in item))
    return "swe-agent";
  const isEntry = textOf(value, "type") !== null && ["sessionId", "uuid", "leafUuid"].some((key) => key in value);
  if (isEntry && typeof value.role !== "string") return "claude-code";
  return isMessage(value) || Array.isArray(value.messages) ? "chat" : null;
}
