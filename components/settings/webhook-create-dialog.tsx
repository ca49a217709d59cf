"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { webhookEvents } from "@/lib/contract/vocabulary";
import type { CreateWebhookBody, Webhook } from "@/lib/contract/webhook";
import { StoreChoice } from "../store/store-choice";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { CodeSnippet } from "../ui/code-snippet";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";

type Draft = Required<{ [Part in keyof CreateWebhookBody]: NonNullable<CreateWebhookBody[Part]> }>;

const empty: Draft = { url: "", description: "", events: ["memory_version.created"], memory_store_ids: [] };
const storesLimit = 100;

/** Asks where to send what, then shows the secret once. */
export function WebhookCreateDialog({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>(empty);
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: () => apiFetch<Webhook & { secret: string }>("/webhooks", { method: "POST", body: draft }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["webhooks", "list"] }),
  });
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const isReady = draft.url.trim() !== "" && draft.events.length > 0;
  if (create.isSuccess) {
    return (
      <Dialog
        isOpen
        onOpenChange={(next) => next || onClose()}
        title="The webhook is ready"
        footer={
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <div className="flex flex-col gap-3 text-13">
          <Callout tone="warn">Copy the secret now: it is shown only this once.</Callout>
          <CodeSnippet code={create.data.secret} label="Copy the secret" />
          <p className="text-ink-2">
            Any library of the Standard Webhooks scheme checks the signature with it. Messages may come twice and out of
            order; the <code className="font-mono text-12">webhook-id</code> tells them apart.
          </p>
        </div>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title="Add a webhook"
      action="Add the webhook"
      isReady={isReady}
      isBusy={create.isPending}
      failure={create.error?.message ?? null}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <Field label="Address" hint="https://… in a public network. It is told by POST.">
        {(ids) => (
          <Input
            {...ids}
            type="url"
            value={draft.url}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-12"
            onChange={(event) => change({ url: event.target.value })}
          />
        )}
      </Field>
      <Field label="Description">
        {(ids) => (
          <Input
            {...ids}
            dir="auto"
            value={draft.description}
            maxLength={255}
            autoComplete="off"
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="grid gap-x-4 sm:grid-cols-2">
        <legend className="mb-1 text-12 font-medium text-ink-2">Events</legend>
        {webhookEvents.map((name) => (
          <Checkbox
            key={name}
            label={<span className="font-mono text-12">{name}</span>}
            isChecked={draft.events.includes(name)}
            onCheckedChange={(isChecked) =>
              change({ events: isChecked ? [...draft.events, name] : draft.events.filter((other) => other !== name) })
            }
          />
        ))}
      </fieldset>
      <StoreChoice
        legend="Only of these stores"
        hint="None chosen: every store."
        storeIds={draft.memory_store_ids}
        onStoreIds={(ids) => change({ memory_store_ids: [...ids] })}
        limit={storesLimit}
      />
    </FormDialog>
  );
}
