import type { Session } from "@/lib/contract/session";
import { type ActorIdentity, actorIdentity } from "../actor/actor-identity";

/** The mark of a session's agent; a dream's own session bears the dream's. */
export function sessionIdentity({ id, agent, reverie }: Pick<Session, "id" | "agent" | "reverie">): ActorIdentity {
  if (reverie.dream_id !== null) return actorIdentity({ type: "dream_actor", dream_id: reverie.dream_id }, agent.name);
  return actorIdentity({ type: "session_actor", session_id: id }, agent.name);
}
