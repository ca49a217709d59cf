"use client";
import { useQuery } from "@tanstack/react-query";
import { actorOptions } from "@/lib/client/actors";
import type { MemoryBlameRange } from "@/lib/contract/memory-blame";
import { actorIdentity, resolvableActorId } from "../actor/actor-identity";
import { ActorMark } from "../actor/actor-mark";
import { shownActorOf } from "./shown-actor-of";

/** The mark of a range's author, with the name where there is room: the card beside it says the rest, so no tooltip. */
export function BlameAuthor({ range }: { range: MemoryBlameRange }) {
  const actor = actorOfRange(range);
  const id = resolvableActorId(actor);
  const { data } = useQuery({ ...actorOptions(id ?? ""), enabled: id !== null, retryOnMount: false });
  const identity = actorIdentity(actor, data?.name);
  return (
    <>
      <ActorMark identity={identity} size="sm" />
      <span className="min-w-0 truncate max-xl:sr-only">{identity.name}</span>
    </>
  );
}

export function actorOfRange({ created_by, via, dream_id }: MemoryBlameRange) {
  return shownActorOf({ created_by, reverie: { via, dream_id } });
}
