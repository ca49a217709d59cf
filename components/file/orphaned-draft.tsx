"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Memory } from "@/lib/contract/memory";
import { useStore } from "../store/store-context";
import { useStoreView } from "../store/use-store-address";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { FileNotice } from "./file-notice";
import { useKeptDraft } from "./use-kept-draft";
import { wordsForRefusal } from "./words-for-refusal";

/** The file was deleted while somebody was editing it here: what they typed is still theirs. */
export function OrphanedDraft({ memoryId, path }: { memoryId: string; path: string }) {
  const { store, may } = useStore();
  const [, setView] = useStoreView();
  const client = useQueryClient();
  const { draft, forget } = useKeptDraft(store.id, memoryId);
  const create = useMutation({
    mutationFn: (content: string) =>
      apiFetch<Memory>(`/memory_stores/${store.id}/memories`, {
        method: "POST",
        body: { path, content },
        reason: draft?.reason ?? "",
      }),
    onSuccess: async () => {
      forget();
      setView({ version: null, compare: null, edit: null });
      await client.invalidateQueries({ queryKey: ["store_tree", store.id] });
      void client.invalidateQueries({ queryKey: ["memory_versions", store.id, "list"] });
    },
  });
  if (draft === null) return null;
  return (
    <FileNotice
      tone="warn"
      title="Your unsaved text is kept"
      isLive
      action={
        <>
          <CopyButton text={draft.content} label="Copy your text" />
          <Button size="sm" onClick={forget}>
            Discard the draft
          </Button>
          {may("write") ? (
            <Button size="sm" isBusy={create.isPending} onClick={() => create.mutate(draft.content)}>
              Create the file again with it
            </Button>
          ) : null}
        </>
      }
    >
      {create.isError ? wordsForRefusal(create.error) : "You were editing this file when it was deleted."}
    </FileNotice>
  );
}
