"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";

interface ArchiveStoreProps {
  store: MemoryStore;
  isOpen: boolean;
  onClose: () => void;
}

export function ArchiveStore({ store, isOpen, onClose }: ArchiveStoreProps) {
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: () => apiFetch<MemoryStore>(`/memory_stores/${store.id}/archive`, { method: "POST" }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["memory_stores"] });
      onClose();
      toast.success(`Archived ${store.name}`);
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(next) => next || onClose()}
      title={`Archive ${store.name}?`}
      action="Archive the store"
      isIrreversible
      isBusy={archive.isPending}
      error={archive.error?.message ?? null}
      onConfirm={() => archive.mutate()}
    >
      The store takes no new text from then on, from people or agents, and cannot be attached to new sessions or given
      to dreams. It stays readable and can be exported; files can still be deleted and versions redacted.
    </ConfirmDialog>
  );
}
