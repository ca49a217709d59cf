"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { Memory } from "@/lib/contract/memory";
import { PathDialog } from "./path-dialog";
import { isWholePath } from "./typed-path";

/** Gives a file another path; its history stays with it. */
export function RenameDialog({ memory, onClose }: { memory: Memory; onClose: () => void }) {
  const [path, setPath] = useState(memory.path);
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const router = useRouter();
  const storeId = memory.memory_store_id;
  const rename = useMutation({
    mutationFn: () =>
      apiFetch<Memory>(`/memory_stores/${storeId}/memories/${memory.id}`, {
        method: "POST",
        query: { view: "full" },
        body: { path, precondition: { type: "content_sha256", content_sha256: memory.content_sha256 } },
        reason,
      }),
    onSuccess: async (renamed) => {
      client.setQueryData(["memories", storeId, "one", memory.id], renamed);
      await client.invalidateQueries({ queryKey: ["store_tree", storeId] });
      void client.invalidateQueries({ queryKey: ["memory_versions", storeId, "list"] });
      onClose();
      router.replace(routes.file(storeId, renamed.path));
    },
    onError: () => void client.invalidateQueries({ queryKey: ["memories", storeId, "one", memory.id] }),
  });
  return (
    <PathDialog
      title="Rename or move the file"
      description="Its versions go with it. Agents that look at the old path find nothing there."
      action="Rename the file"
      path={path}
      onPathChange={(next) => {
        rename.reset();
        setPath(next);
      }}
      reason={reason}
      onReasonChange={setReason}
      isReady={isWholePath(path) && path !== memory.path}
      isBusy={rename.isPending}
      error={rename.error}
      onSubmit={() => rename.mutate()}
      onClose={onClose}
    />
  );
}
