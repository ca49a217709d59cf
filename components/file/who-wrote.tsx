"use client";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { Actor } from "../actor/actor";
import { shownActorOf } from "../history/shown-actor-of";

/** The author of a version at the beginning of a sentence; "Somebody" until it is known. */
export function WhoWrote({ version }: { version: MemoryVersion | undefined }) {
  if (version === undefined) return "Somebody";
  return (
    <Actor
      actor={shownActorOf(version)}
      via={version.reverie.via}
      reason={version.reverie.reason}
      size="sm"
      className="align-bottom"
    />
  );
}
