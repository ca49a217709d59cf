"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { ApiKey, CreateApiKeyBody } from "@/lib/contract/api-key";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { CodeSnippet } from "../ui/code-snippet";
import { Dialog } from "../ui/dialog";
import { emptyKeyDraft, type KeyDraft, keyBodyOf } from "./key-draft";
import { KeyDraftFields } from "./key-draft-fields";

interface MakeKeyDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Asks for a key's name, rights and reach, then shows the secret once. */
export function MakeKeyDialog({ isOpen, onOpenChange }: MakeKeyDialogProps) {
  const [draft, setDraft] = useState<KeyDraft>(emptyKeyDraft);
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: (body: CreateApiKeyBody) =>
      apiFetch<ApiKey & { secret: string }>("/api_keys", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["api_keys"] }),
  });
  const close = (next: boolean): void => {
    onOpenChange(next);
    if (next) return;
    setDraft(emptyKeyDraft);
    make.reset();
  };
  const body = keyBodyOf(draft, new Date());
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      title={make.isSuccess ? `${make.data.name} is ready` : "Make an API key"}
      footer={
        make.isSuccess ? (
          <Button variant="primary" onClick={() => close(false)}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button
              variant="primary"
              isBusy={make.isPending}
              disabled={body === null}
              onClick={() => body !== null && make.mutate(body)}
            >
              Make the key
            </Button>
          </>
        )
      }
    >
      {make.isSuccess ? (
        <div className="flex flex-col gap-3 text-13">
          <Callout tone="warn">Copy it now: it is shown only this once, and only its hash is kept.</Callout>
          <CodeSnippet code={make.data.secret} label="Copy the key" />
          <p className="text-ink-2">With the official SDK:</p>
          <CodeSnippet code={sdkSnippet(make.data.secret)} label="Copy the code" />
        </div>
      ) : (
        <KeyDraftFields draft={draft} onChange={setDraft} failure={make.error?.message ?? null} />
      )}
    </Dialog>
  );
}

function sdkSnippet(secret: string): string {
  return `const client = new Anthropic({
  baseURL: "${window.location.origin}",
  apiKey: "${secret}",
});
await client.beta.memoryStores.list();`;
}
