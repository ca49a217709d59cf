import type { StoreAccess } from "@/lib/contract/api-key";
import type { WireActor } from "@/lib/contract/common";
import type { Permission } from "@/lib/contract/permission";

export type ActorKind = "api_key" | "user" | "session" | "service_account";

/** Which memory stores an actor can touch at all. */
export type Reach = { kind: "workspace" } | { kind: "stores"; access: ReadonlyMap<string, StoreAccess> };

/** Who asks. A session's id is the session that its token was made for. */
export interface Actor {
  kind: ActorKind;
  id: string;
  workspaceId: string;
  permissions: ReadonlySet<Permission>;
  reach: Reach;
}

/** The wire form of an author; null where none was recorded. */
export function presentActor(kind: string | null, id: string | null): WireActor | null {
  if (id === null) return null;
  switch (kind) {
    case "api_key":
      return { type: "api_actor", api_key_id: id };
    case "session":
      return { type: "session_actor", session_id: id };
    case "user":
      return { type: "user_actor", user_id: id };
    case "service_account":
      return { type: "service_account_actor", service_account_id: id };
    default:
      return null;
  }
}
