"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import { Actor } from "../actor/actor";
import { shownActorOf } from "../history/shown-actor-of";
import { useStore } from "../store/store-context";
import { Time } from "../ui/time";

/** Who wrote a version, and when. */
export function WriterOf({ versionId, at }: { versionId: string; at: string }) {
  const { store } = useStore();
  const { data } = useQuery(memoryVersionOptions(store.id, versionId));
  return (
    <>
      {data === undefined ? null : (
        <Actor
          actor={shownActorOf(data)}
          via={data.reverie.via}
          reason={data.reverie.reason}
          size="sm"
          className="max-w-40 shrink"
        />
      )}
      <Time at={at} />
    </>
  );
}
