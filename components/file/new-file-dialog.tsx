"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import { type Memory, memoryContentLimitBytes } from "@/lib/contract/memory";
import { useStore } from "../store/store-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { PathField } from "./path-field";
import { ReasonField } from "./reason-field";
import { textSizeBytes } from "./text-size";
import { isWholePath } from "./typed-path";
import { wordsForRefusal } from "./words-for-refusal";

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
  const formId = useId();
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
  const isReady = isWholePath(path) && !isTooLarge;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) create.mutate();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title="New file"
      width="lg"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={create.isPending} disabled={!isReady}>
            Create the file
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-13">
        <PathField
          value={path}
          onValueChange={(next) => {
            create.reset();
            setPath(next);
          }}
          refusal={create.isError ? wordsForRefusal(create.error) : undefined}
        />
        <Field
          label="Text"
          error={isTooLarge ? "A file holds at most 102,400 bytes. Part it into several." : undefined}
        >
          {(ids) => (
            <Textarea {...ids} isCode rows={10} value={content} onChange={(event) => setContent(event.target.value)} />
          )}
        </Field>
        <ReasonField value={reason} onValueChange={setReason} />
      </form>
    </Dialog>
  );
}
