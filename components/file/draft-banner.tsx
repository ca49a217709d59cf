"use client";
import type { Memory } from "@/lib/contract/memory";
import { useStore } from "../store/store-context";
import { useStoreView } from "../store/use-store-address";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { FileNotice } from "./file-notice";
import { useKeptDraft } from "./use-kept-draft";

/** Reminds of text that was typed here and not saved. */
export function DraftBanner({ memory }: { memory: Memory }) {
  const { may } = useStore();
  const [, setView] = useStoreView();
  const { draft, forget } = useKeptDraft(memory.memory_store_id, memory.id);
  if (draft === null || !may("write")) return null;
  return (
    <FileNotice
      action={
        <>
          <Button size="sm" onClick={forget}>
            Discard the draft
          </Button>
          <Button size="sm" onClick={() => setView({ edit: true })}>
            Go on editing
          </Button>
        </>
      }
    >
      This browser keeps a draft of yours from <Time at={draft.savedAt} />
      {draft.baseSha256 === memory.content_sha256 ? "." : ", begun on an earlier text of the file."}
    </FileNotice>
  );
}
