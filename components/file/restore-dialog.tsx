"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { Memory } from "@/lib/contract/memory";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Time } from "../ui/time";
import { nameOfVersion } from "./name-of-version";
import { wordsForRefusal } from "./words-for-refusal";

interface RestoreDialogProps {
  version: MemoryVersion;
  path: string;
  head: Memory | null;
  onClose: () => void;
}

/** Makes an old text the newest version. Nothing is rewritten; a deleted file comes back as a new one. */
export function RestoreDialog({ version, path, head, onClose }: RestoreDialogProps) {
  const client = useQueryClient();
  const router = useRouter();
  const storeId = version.memory_store_id;
  const name = nameOfVersion(version);
  const restore = useMutation({
    mutationFn: () => {
      const content = version.content ?? "";
      const reason = `restored from ${name}`;
      if (head === null) {
        const body = { path: version.path ?? path, content };
        return apiFetch<Memory>(`/memory_stores/${storeId}/memories`, {
          method: "POST",
          query: { view: "full" },
          body,
          reason,
        });
      }
      const precondition = { type: "content_sha256", content_sha256: head.content_sha256 };
      const body = { content, precondition };
      return apiFetch<Memory>(`/memory_stores/${storeId}/memories/${head.id}`, {
        method: "POST",
        query: { view: "full" },
        body,
        reason,
      });
    },
    onSuccess: async (memory) => {
      client.setQueryData(["memories", storeId, "one", memory.id], memory);
      await client.invalidateQueries({ queryKey: ["store_tree", storeId] });
      void client.invalidateQueries({ queryKey: ["memory_versions", storeId, "list"] });
      onClose();
      router.push(routes.file(storeId, memory.path));
      toast.success(`Restored ${name}`);
    },
    onError: () => void client.invalidateQueries({ queryKey: ["memories", storeId] }),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title={`Restore ${name}?`}
      action={`Restore ${name}`}
      isBusy={restore.isPending}
      error={restore.isError ? wordsForRefusal(restore.error) : null}
      onConfirm={() => restore.mutate()}
    >
      <p className="mb-2 font-mono text-12 break-all text-ink">{path}</p>
      {head === null ? "The file is written again with the text of " : "The file gets a new version with the text of "}
      <Time at={version.created_at} format="exact" className="font-mono text-12" />. Nothing in the history is rewritten
      {head === null
        ? "; the new file begins a history of its own."
        : ", and what is current now stays there as a version."}
    </ConfirmDialog>
  );
}
