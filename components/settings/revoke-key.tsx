"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { ApiKey } from "@/lib/contract/api-key";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";

export function RevokeKey({ apiKey }: { apiKey: ApiKey }) {
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => apiFetch<ApiKey>(`/api_keys/${apiKey.id}/revoke`, { method: "POST" }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["api_keys"] });
      setIsOpen(false);
      toast.success(`Revoked ${apiKey.name}`);
    },
  });
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setIsOpen(true)} aria-label={`Revoke ${apiKey.name}`}>
        Revoke
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Revoke ${apiKey.name}?`}
        action="Revoke the key"
        isIrreversible
        isBusy={revoke.isPending}
        error={revoke.error?.message ?? null}
        onConfirm={() => revoke.mutate()}
      >
        Whatever uses this key is refused from now on. What it wrote stays, with its name.
      </ConfirmDialog>
    </>
  );
}
