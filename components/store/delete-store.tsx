"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { formatCount } from "../ui/format-count";
import { formatSize } from "../ui/format-size";
import { toast } from "../ui/toast";

interface DeleteStoreProps {
  store: MemoryStore;
  isOpen: boolean;
  onClose: () => void;
}

export function DeleteStore({ store, isOpen, onClose }: DeleteStoreProps) {
  const client = useQueryClient();
  const router = useRouter();
  const remove = useMutation({
    mutationFn: () => apiFetch(`/memory_stores/${store.id}`, { method: "DELETE" }),
    onSuccess: () => {
      router.push(routes.stores);
      void client.invalidateQueries({ queryKey: ["memory_stores", "list"] });
      toast.success(`Deleted ${store.name}`);
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(next) => next || onClose()}
      title={`Delete ${store.name}?`}
      action="Delete the store"
      isIrreversible
      typedText={store.name}
      isBusy={remove.isPending || remove.isSuccess}
      error={remove.error?.message ?? null}
      onConfirm={() => remove.mutate()}
    >
      {formatCount(store.reverie.memory_count, "file")} ({formatSize(store.reverie.size_bytes)}) and every version of
      them go. Sessions keep their transcripts, but what they read and wrote here can no longer be shown. Export the
      store first if anyone may need it.
    </ConfirmDialog>
  );
}
