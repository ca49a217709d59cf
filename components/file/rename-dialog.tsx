"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { Memory } from "@/lib/contract/memory";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { PathField } from "./path-field";
import { ReasonField } from "./reason-field";
import { isWholePath } from "./typed-path";
import { wordsForRefusal } from "./words-for-refusal";

/** Gives a file another path; its history stays with it. */
export function RenameDialog({ memory, onClose }: { memory: Memory; onClose: () => void }) {
  const [path, setPath] = useState(memory.path);
  const [reason, setReason] = useState("");
  const formId = useId();
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
  const isReady = isWholePath(path) && path !== memory.path;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) rename.mutate();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title="Rename or move the file"
      description="Its versions go with it. Agents that look at the old path find nothing there."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={rename.isPending} disabled={!isReady}>
            Rename the file
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-13">
        <PathField
          value={path}
          onValueChange={(next) => {
            rename.reset();
            setPath(next);
          }}
          refusal={rename.isError ? wordsForRefusal(rename.error) : undefined}
        />
        <ReasonField value={reason} onValueChange={setReason} />
      </form>
    </Dialog>
  );
}
