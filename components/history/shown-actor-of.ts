import type { WireActor } from "@/lib/contract/common";
import type { Via } from "@/lib/contract/memory-version";
import type { ShownActor } from "../actor/actor-identity";

interface Written {
  created_by: WireActor | null;
  reverie: { via: Via; dream_id: string | null };
}

/** Who a version is shown to be by: a dream writes through a session, and what people ask is which dream. */
export function shownActorOf({ reverie, created_by }: Written): ShownActor | null {
  const isDreamt = reverie.dream_id !== null && reverie.via === "dream" && created_by?.type !== "user_actor";
  return isDreamt && reverie.dream_id !== null ? { type: "dream_actor", dream_id: reverie.dream_id } : created_by;
}
