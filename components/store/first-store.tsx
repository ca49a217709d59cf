"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Database } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { LoadDemo } from "../demo/load-demo";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { MakeSample } from "./make-sample";

/** What an installation without stores says: what a store is, and two ways to the first one. */
export function FirstStore({ mayCreate }: { mayCreate: boolean }) {
  if (!mayCreate) {
    return (
      <EmptyState icon={<Database aria-hidden />} title="No stores yet">
        A store is a folder of text files that outlives a session. Somebody who may write will create the first one.
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto flex max-w-192 flex-col gap-6 py-10">
      <div>
        <h2 className="flex items-center gap-2 text-16 font-semibold">
          <Database aria-hidden className="size-5 text-ink-3" strokeWidth={1.5} />
          Begin with a store
        </h2>
        <p className="prose-width mt-1 text-13 text-ink-2">
          A store is a folder of text files that outlives a session. Agents read and write it; every change keeps its
          author, and can be taken back.
        </p>
      </div>
      <div className="grid gap-4 md:grid-cols-2">
        <OwnStore />
        <section
          aria-labelledby="sample"
          className="flex flex-col items-start gap-3 rounded-md border border-line bg-canvas p-4"
        >
          <h3 id="sample" className="text-14 font-semibold">
            Look around first
          </h3>
          <p className="text-13 text-ink-2">
            Watch ten days of on-call agents that coordinate through memory, decide about their dream, and see what it
            changes. Or take a small sample at once. One click takes either away again.
          </p>
          <div className="mt-auto flex flex-wrap gap-2">
            <LoadDemo />
            <MakeSample />
          </div>
        </section>
      </div>
    </div>
  );
}

function OwnStore() {
  const [name, setName] = useState("Team notes");
  const router = useRouter();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: () => apiFetch<MemoryStore>("/memory_stores", { method: "POST", body: { name: name.trim() } }),
    onSuccess: async (store) => {
      await client.invalidateQueries({ queryKey: ["memory_stores"] });
      router.push(routes.store(store.id));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") create.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 rounded-md border border-line p-4">
      <h3 className="text-14 font-semibold">Write into your own</h3>
      <p className="text-13 text-ink-2">
        Name it, make a key for it, paste one command: the first file arrives while you watch.
      </p>
      {create.isError ? (
        <Callout tone="danger" isLive>
          {create.error.message}
        </Callout>
      ) : null}
      <Field label="Name of the store">
        {(ids) => <Input {...ids} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
      </Field>
      <div className="mt-auto">
        <Button type="submit" variant="primary" isBusy={create.isPending} disabled={name.trim() === ""}>
          Create this store
        </Button>
      </div>
    </form>
  );
}
