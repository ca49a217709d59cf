"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, ListChecks, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Webhook, WebhookDelivery } from "@/lib/contract/webhook";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { toast } from "../ui/toast";
import { WebhookDeliveries } from "./webhook-deliveries";

/** Test a webhook, see what was sent to it, or delete it. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const [open, setOpen] = useState<"log" | "delete" | null>(null);
  const client = useQueryClient();
  const host = new URL(webhook.url).host;
  const test = useMutation({
    mutationFn: () => apiFetch<WebhookDelivery>(`/webhooks/${webhook.id}/test`, { method: "POST" }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["webhooks", "deliveries", webhook.id] });
      setOpen("log");
    },
    onError: (error) => toast.error(`No test was sent. ${error.message}`),
  });
  const remove = useMutation({
    mutationFn: () => apiFetch(`/webhooks/${webhook.id}`, { method: "DELETE" }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["webhooks", "list"] });
      toast.success(`Deleted the webhook to ${host}`);
    },
  });
  return (
    <>
      <Menu
        trigger={
          <Button size="sm" variant="ghost" aria-label={`Actions for ${host}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem icon={<Send aria-hidden />} onSelect={() => test.mutate()}>
          Send a test
        </MenuItem>
        <MenuItem icon={<ListChecks aria-hidden />} onSelect={() => setOpen("log")}>
          See deliveries
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden />} isDanger onSelect={() => setOpen("delete")}>
          Delete the webhook
        </MenuItem>
      </Menu>
      {open === "log" ? <WebhookDeliveries webhook={webhook} onClose={() => setOpen(null)} /> : null}
      <ConfirmDialog
        isOpen={open === "delete"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "delete" : null)}
        title="Delete the webhook?"
        action="Delete the webhook"
        isIrreversible
        isBusy={remove.isPending}
        error={remove.error?.message ?? null}
        onConfirm={() => remove.mutate()}
      >
        <p className="mb-2 font-mono text-12 break-all text-ink">{webhook.url}</p>
        It is told nothing more, also not what waits to be sent. Its deliveries and its secret go with it.
      </ConfirmDialog>
    </>
  );
}
