import type { Session } from "@/lib/contract/session";
import { isRecord } from "./event-content";

/** The model that a session ran on, or null where nobody said: importers keep it in the metadata. */
export function modelOf(session: Pick<Session, "agent" | "metadata">): string | null {
  const { model } = session.agent;
  const named = typeof model === "string" ? model : isRecord(model) && typeof model.id === "string" ? model.id : null;
  return (named === "unknown" ? null : named) ?? session.metadata.model ?? null;
}
