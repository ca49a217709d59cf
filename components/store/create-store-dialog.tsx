"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

interface CreateStoreDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function CreateStoreDialog({ isOpen, onOpenChange }: CreateStoreDialogProps) {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const formId = useId();
  const router = useRouter();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      apiFetch<MemoryStore>("/memory_stores", { method: "POST", body: { name: name.trim(), description } }),
    onSuccess: async (store) => {
      await client.invalidateQueries({ queryKey: ["memory_stores"] });
      onOpenChange(false);
      router.push(routes.store(store.id));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") create.mutate();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Create a store"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={create.isPending} disabled={name.trim() === ""}>
            Create the store
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-13">
        {create.isError ? (
          <Callout tone="danger" isLive>
            {create.error.message}
          </Callout>
        ) : null}
        <Field label="Name" hint="Its mount path follows from it, such as /mnt/memory/team-sre.">
          {(ids) => (
            <Input {...ids} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label="Description" hint="Agents read this to know what belongs here.">
          {(ids) => (
            <Textarea {...ids} rows={3} value={description} onChange={(event) => setDescription(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
