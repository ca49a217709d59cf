import type { WireActor } from "@/lib/contract/common";
import { shortenMiddle } from "../ui/shorten-middle";
import { twoLetters } from "./two-letters";

export type ActorKind = "person" | "session" | "key" | "service" | "dream" | "unknown";

/** A recorded author, or a dream, which writes through a session but is shown as itself. */
export type ShownActor = WireActor | { type: "dream_actor"; dream_id: string };

export interface ActorIdentity {
  kind: ActorKind;
  /** "Session", "API key": what the shape says, in words. */
  kindLabel: string;
  id: string | null;
  /** The resolved name, else the shortened id. */
  name: string;
  /** Two letters for people and sessions. */
  letters: string;
  /** 0–359 for sessions; never near the violet that belongs to dreams. */
  hue: number;
}

const kindLabels: Record<ActorKind, string> = {
  person: "Person",
  session: "Agent session",
  key: "API key",
  service: "Service account",
  dream: "Dream",
  unknown: "Unknown author",
};

function kindAndId(actor: ShownActor): [ActorKind, string] {
  switch (actor.type) {
    case "user_actor":
      return ["person", actor.user_id];
    case "session_actor":
      return ["session", actor.session_id];
    case "api_actor":
      return ["key", actor.api_key_id];
    case "service_account_actor":
      return ["service", actor.service_account_id];
    case "dream_actor":
      return ["dream", actor.dream_id];
  }
}

/** Everything a mark shows of an actor; `name` is what `/v1/actors` resolved, if it did. */
export function actorIdentity(actor: ShownActor | null, name?: string | null): ActorIdentity {
  if (actor === null) {
    return {
      kind: "unknown",
      kindLabel: kindLabels.unknown,
      id: null,
      name: "Author not recorded",
      letters: "?",
      hue: 0,
    };
  }
  const [kind, id] = kindAndId(actor);
  const shown = name || shortenMiddle(id);
  const letters = name ? twoLetters(name) : id.slice(-2).toUpperCase();
  return { kind, kindLabel: kindLabels[kind], id, name: shown, letters, hue: hueOf(name || id) };
}

const keptForDreams = { from: 265, width: 80 };

/** A steady hue for a name (FNV-1a), in the part of the wheel that dreams do not own. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  const hue = hash % (360 - keptForDreams.width);
  return hue < keptForDreams.from ? hue : hue + keptForDreams.width;
}

/** The id by which `/v1/actors` knows this actor; dreams and unknown authors have none there. */
export function resolvableActorId(actor: ShownActor | null): string | null {
  if (actor === null || actor.type === "dream_actor") return null;
  return kindAndId(actor)[1];
}
