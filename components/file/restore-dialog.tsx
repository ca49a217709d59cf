"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { restoreFile } from "@/lib/client/restores";
import { routes } from "@/lib/client/routes";
import type { Memory } from "@/lib/contract/memory";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Time } from "../ui/time";
import { toast } from "../ui/toast";
import { nameOfVersion } from "./name-of-version";
import { ReasonField } from "./reason-field";
import { wordsForRefusal } from "./words-for-refusal";

interface RestoreDialogProps {
  version: MemoryVersion;
  path: string;
  head: Memory | null;
  onClose: () => void;
}

/** Makes an old text the newest version. Nothing is rewritten; a deleted file comes back as the file that it was. */
export function RestoreDialog({ version, path, head, onClose }: RestoreDialogProps) {
  const client = useQueryClient();
  const router = useRouter();
  const [reason, setReason] = useState("");
  const storeId = version.memory_store_id;
  const memoryId = version.memory_id;
  const name = nameOfVersion(version);
  const pathThen = version.path ?? path;
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ["store_tree", storeId] });
    void client.invalidateQueries({ queryKey: ["memories", storeId] });
    void client.invalidateQueries({ queryKey: ["memory_versions", storeId] });
    void client.invalidateQueries({ queryKey: ["memory_stores", "one", storeId] });
  };
  const undo = async (restored: Memory) => {
    try {
      if (head === null) {
        await apiFetch(`/memory_stores/${storeId}/memories/${memoryId}`, {
          method: "DELETE",
          query: { expected_content_sha256: restored.content_sha256 },
          reason: `undid the restore of ${name}`,
        });
      } else {
        await restoreFile({
          storeId,
          memoryId,
          versionId: head.memory_version_id,
          seenSha256: restored.content_sha256,
          reason: `undid the restore of ${name}`,
        });
      }
      await refresh();
      toast.success(head === null ? "The file is deleted again" : "The text from before is back");
    } catch (error) {
      await refresh();
      toast.error(error instanceof Error ? error.message : "The restore could not be undone.");
    }
  };
  const restore = useMutation({
    mutationFn: () =>
      restoreFile({
        storeId,
        memoryId,
        versionId: version.id,
        seenSha256: head?.content_sha256 ?? null,
        reason: reason.trim() || `restored from ${name}`,
      }),
    onSuccess: async (memory) => {
      client.setQueryData(["memories", storeId, "one", memory.id], memory);
      await refresh();
      onClose();
      router.push(routes.file(storeId, memory.path));
      if (memory.memory_version_id === head?.memory_version_id) {
        toast.success("Nothing changed: the file was so already");
      } else {
        const action = { label: "Undo", onClick: () => void undo(memory) };
        toast.success(`Restored ${name}`, { action, duration: 12_000 });
      }
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
      <p className="mb-2 font-mono text-12 break-all text-ink">{head === null ? pathThen : head.path}</p>
      {head === null ? "The file comes back with the text of " : "The file gets a new version with the text of "}
      <Time at={version.created_at} format="exact" className="font-mono text-12" />. Nothing in the history is rewritten
      {head === null ? ": it goes on under the file's own id." : ", and what is current now stays there as a version."}
      {head !== null && head.path !== pathThen ? (
        <p className="mt-2">
          It moves back to <span className="font-mono text-12 break-all text-ink">{pathThen}</span>, where it was then.
        </p>
      ) : null}
      <ReasonField value={reason} onValueChange={setReason} className="mt-3" />
    </ConfirmDialog>
  );
}
