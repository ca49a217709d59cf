"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import { routes } from "@/lib/client/routes";
import type { Memory } from "@/lib/contract/memory";
import { useStore } from "../store/store-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Time } from "../ui/time";
import { FileNotice } from "./file-notice";
import { WhoWrote } from "./who-wrote";

interface NewerBannerProps {
  memory: Memory;
  shownId: string;
  onShow: () => void;
}

/** Says that somebody wrote the file, and leaves the text in front of the reader alone. */
export function NewerBanner({ memory, shownId, onShow }: NewerBannerProps) {
  const { store } = useStore();
  const { data } = useQuery(memoryVersionOptions(store.id, memory.memory_version_id));
  return (
    <FileNotice
      place="below"
      tone="warn"
      isLive
      action={
        <>
          <ButtonLink
            size="sm"
            href={routes.file(store.id, memory.path, { version: memory.memory_version_id, compare: shownId })}
            scroll={false}
          >
            Compare
          </ButtonLink>
          <Button size="sm" onClick={onShow}>
            Show the new text
          </Button>
        </>
      }
    >
      <p>
        <WhoWrote version={data} /> wrote this file <Time at={memory.updated_at} />. You still see the text from before.
      </p>
    </FileNotice>
  );
}
