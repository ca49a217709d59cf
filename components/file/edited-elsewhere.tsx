"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import type { Memory } from "@/lib/contract/memory";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { FileNotice } from "./file-notice";
import { WhoWrote } from "./who-wrote";

/** Tells the person at the editor, before they save, that the file moved on. */
export function EditedElsewhere({ memory, onMerge }: { memory: Memory; onMerge: () => void }) {
  const { data } = useQuery(memoryVersionOptions(memory.memory_store_id, memory.memory_version_id));
  return (
    <FileNotice
      place="below"
      tone="warn"
      isLive
      action={
        <Button size="sm" onClick={onMerge}>
          Compare and merge
        </Button>
      }
    >
      <p>
        <WhoWrote version={data} /> wrote this file <Time at={memory.updated_at} />. Your text began from the one before
        and is not touched.
      </p>
    </FileNotice>
  );
}
