"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import { memoryContentLimitBytes } from "@/lib/contract/limits";
import type { Memory } from "@/lib/contract/memory";
import { useStore } from "../store/store-context";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { PathDialog } from "./path-dialog";
import { textSizeBytes } from "./text-size";
import { isWholePath } from "./typed-path";

interface NewFileDialogProps {
  /** A folder to begin in, or a whole path. */
  startPath: string;
  onClose: () => void;
}

export function NewFileDialog({ startPath, onClose }: NewFileDialogProps) {
  const { store, showPane } = useStore();
  const [path, setPath] = useState(startPath);
  const [content, setContent] = useState("");
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const router = useRouter();
  const create = useMutation({
    mutationFn: () =>
      apiFetch<Memory>(`/memory_stores/${store.id}/memories`, { method: "POST", body: { path, content }, reason }),
    onSuccess: async (memory) => {
      await client.invalidateQueries({ queryKey: ["store_tree", store.id] });
      void client.invalidateQueries({ queryKey: ["memory_versions", store.id, "list"] });
      void client.invalidateQueries({ queryKey: ["memory_stores", "one", store.id] });
      onClose();
      showPane("content");
      router.push(routes.file(store.id, memory.path));
    },
  });
  const isTooLarge = textSizeBytes(content) > memoryContentLimitBytes;
  return (
    <PathDialog
      title="New file"
      action="Create the file"
      width="lg"
      path={path}
      onPathChange={(next) => {
        create.reset();
        setPath(next);
      }}
      reason={reason}
      onReasonChange={setReason}
      isReady={isWholePath(path) && !isTooLarge}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <Field label="Text" error={isTooLarge ? "A file holds at most 102,400 bytes. Part it into several." : undefined}>
        {(ids) => (
          <Textarea {...ids} isCode rows={10} value={content} onChange={(event) => setContent(event.target.value)} />
        )}
      </Field>
    </PathDialog>
  );
}
