"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

export function EditStoreDialog({ store, onClose }: { store: MemoryStore; onClose: () => void }) {
  const [name, setName] = useState(store.name);
  const [description, setDescription] = useState(store.description);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      apiFetch<MemoryStore>(`/memory_stores/${store.id}`, { method: "POST", body: { name: name.trim(), description } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["memory_stores"] });
      onClose();
    },
  });
  return (
    <FormDialog
      title="Edit the store's details"
      action="Save the details"
      isReady={name.trim() !== ""}
      isBusy={save.isPending}
      failure={save.error?.message ?? null}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
