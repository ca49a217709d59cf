"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { Memory } from "@/lib/contract/memory";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import { wordsForRefusal } from "./words-for-refusal";

interface DeleteFileDialogProps {
  memory: Memory;
  isOpen: boolean;
  onClose: () => void;
}

/** Deletes the text that the reader saw, and no newer one. */
export function DeleteFileDialog({ memory, isOpen, onClose }: DeleteFileDialogProps) {
  const client = useQueryClient();
  const router = useRouter();
  const storeId = memory.memory_store_id;
  const remove = useMutation({
    mutationFn: () =>
      apiFetch(`/memory_stores/${storeId}/memories/${memory.id}`, {
        method: "DELETE",
        query: { expected_content_sha256: memory.content_sha256 },
      }),
    onSuccess: () => {
      router.push(routes.store(storeId));
      void client.invalidateQueries({ queryKey: ["store_tree", storeId] });
      void client.invalidateQueries({ queryKey: ["memory_versions", storeId, "list"] });
      toast.success(`Deleted ${memory.path}`, {
        action: { label: "Show", onClick: () => router.push(routes.file(storeId, memory.path)) },
      });
    },
    onError: () => void client.invalidateQueries({ queryKey: ["memories", storeId, "one", memory.id] }),
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        if (next) return;
        remove.reset();
        onClose();
      }}
      title="Delete the file?"
      action="Delete the file"
      isBusy={remove.isPending || remove.isSuccess}
      error={remove.isError ? wordsForRefusal(remove.error) : null}
      onConfirm={() => remove.mutate()}
    >
      <p className="mb-2 font-mono text-12 break-all text-ink">{memory.path}</p>
      Agents that look for it find nothing from then on. Its history stays, and the file can be restored from it. To
      erase what it said, redact its versions afterwards.
    </ConfirmDialog>
  );
}
