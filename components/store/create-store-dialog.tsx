"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

export function CreateStoreDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const router = useRouter();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      apiFetch<MemoryStore>("/memory_stores", { method: "POST", body: { name: name.trim(), description } }),
    onSuccess: async (store) => {
      await client.invalidateQueries({ queryKey: ["memory_stores"] });
      onClose();
      router.push(routes.store(store.id));
    },
  });
  return (
    <FormDialog
      title="Create a store"
      action="Create the store"
      isReady={name.trim() !== ""}
      isBusy={create.isPending}
      failure={create.error?.message ?? null}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <Field label="Name" hint="Its mount path follows from it, such as /mnt/memory/team-sre.">
        {(ids) => <Input {...ids} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label="Description" hint="Agents read this to know what belongs here.">
        {(ids) => (
          <Textarea {...ids} rows={3} value={description} onChange={(event) => setDescription(event.target.value)} />
        )}
      </Field>
    </FormDialog>
  );
}
