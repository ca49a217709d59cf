"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { mayDo, meOptions } from "@/lib/client/me";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";

/** Says that the sample is here, and takes it away. */
export function SampleCallout() {
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const { data: me } = useQuery(meOptions());
  const remove = useMutation({
    mutationFn: () => apiFetch("/sample", { method: "DELETE" }),
    onSuccess: async () => {
      await client.invalidateQueries();
      setIsOpen(false);
      toast.success("The sample is gone.");
    },
  });
  return (
    <>
      <Callout
        tone="info"
        action={
          mayDo(me, "admin") ? (
            <Button size="sm" onClick={() => setIsOpen(true)}>
              Remove the sample
            </Button>
          ) : null
        }
      >
        The store <b>team-sre</b>, its sessions and its dream are a sample to look around in.
      </Callout>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Remove the sample?"
        action="Remove the sample"
        isIrreversible
        isBusy={remove.isPending}
        error={remove.error?.message ?? null}
        onConfirm={() => remove.mutate()}
      >
        Its store with every version, its sessions and its dreams go. Nothing of your own is touched.
      </ConfirmDialog>
    </>
  );
}
