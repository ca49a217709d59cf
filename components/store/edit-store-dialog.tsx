"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

export function EditStoreDialog({ store, onClose }: { store: MemoryStore; onClose: () => void }) {
  const [name, setName] = useState(store.name);
  const [description, setDescription] = useState(store.description);
  const formId = useId();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      apiFetch<MemoryStore>(`/memory_stores/${store.id}`, { method: "POST", body: { name: name.trim(), description } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["memory_stores"] });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") save.mutate();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title="Edit the store's details"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={save.isPending} disabled={name.trim() === ""}>
            Save the details
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-13">
        {save.isError ? (
          <Callout tone="danger" isLive>
            {save.error.message}
          </Callout>
        ) : null}
        <Field label="Name" hint="Sessions that have the store attached keep the name it had then.">
          {(ids) => (
            <Input
              {...ids}
              dir="auto"
              value={name}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Description" hint="Agents read this to know what belongs here.">
          {(ids) => (
            <Textarea {...ids} rows={4} value={description} onChange={(event) => setDescription(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
