"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { ServiceAccount } from "@/lib/contract/service-account";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";

/** Ends a service account, after saying what stops with it. */
export function ArchiveServiceAccount({ account }: { account: ServiceAccount }) {
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: () => apiFetch<ServiceAccount>(`/service_accounts/${account.id}/archive`, { method: "POST" }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["service_accounts"] });
      setIsOpen(false);
      toast.success(`Archived ${account.name}`);
    },
  });
  return (
    <>
      <Button size="sm" aria-label={`Archive ${account.name}`} onClick={() => setIsOpen(true)}>
        Archive
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Archive ${account.name}?`}
        action="Archive the account"
        isIrreversible
        isBusy={archive.isPending}
        error={archive.error?.message ?? null}
        onConfirm={() => archive.mutate()}
      >
        Nothing acts as it any more, for good. Schedules that do stop at their next time. Its name stays beside what it
        did.
      </ConfirmDialog>
    </>
  );
}
