"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import type { Memory } from "@/lib/contract/memory";
import { Actor } from "../actor/actor";
import { shownActorOf } from "../history/shown-actor-of";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { FileNotice } from "./file-notice";

/** Tells the person at the editor, before they save, that the file moved on. */
export function EditedElsewhere({ memory, onMerge }: { memory: Memory; onMerge: () => void }) {
  const { data } = useQuery(memoryVersionOptions(memory.memory_store_id, memory.memory_version_id));
  return (
    <FileNotice
      tone="warn"
      isLive
      action={
        <Button size="sm" onClick={onMerge}>
          Compare and merge
        </Button>
      }
    >
      <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
        {data === undefined ? "Somebody" : <Actor actor={shownActorOf(data)} via={data.reverie.via} size="sm" />}
        wrote this file <Time at={memory.updated_at} />. Your text began from the one before and is not touched.
      </span>
    </FileNotice>
  );
}
