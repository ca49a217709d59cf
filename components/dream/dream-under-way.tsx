"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { Dream } from "@/lib/contract/dream";
import { Page } from "../shell/page";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { IdChip } from "../ui/id-chip";
import { Progress } from "../ui/progress";
import { Time } from "../ui/time";
import { dreamState, inputStoreOf, phaseOf, sessionCountOf } from "./dream-state";
import { DreamTrace } from "./dream-trace";
import { StoreName } from "./store-name";

/** A dream that has not completed: what it does now, or why it ended. */
export function DreamUnderWay({ dream }: { dream: Dream }) {
  const { label, tone } = dreamState(dream);
  const isOpen = dream.status === "pending" || dream.status === "running";
  const { done, total } = dream.reverie.progress;
  return (
    <Page
      title="Dream"
      crumbs={[{ label: "Dreams", href: routes.dreams }, { label: "Dream" }]}
      meta={<Badge tone={tone}>{label}</Badge>}
      actions={isOpen ? <CancelDream dream={dream} /> : null}
      description={
        <>
          Of <StoreName id={inputStoreOf(dream)} className="font-medium" />, over {sessionCountOf(dream)} sessions,
          started <Time at={dream.created_at} />.
        </>
      }
    >
      {isOpen ? (
        <Progress
          label={total > 0 ? `${phaseOf(dream)}, ${done} of ${total}` : phaseOf(dream)}
          done={done}
          {...(total > 0 ? { total } : {})}
          tone="dream"
        />
      ) : null}
      {isOpen ? (
        <p className="text-13 text-ink-2">You can leave this page; the dream goes on, and waits under Dreams.</p>
      ) : null}
      {dream.error === null ? null : (
        <Callout tone="danger" title={`The dream failed: ${dream.error.type.replaceAll("_", " ")}`}>
          {dream.error.message} What it had written stays in its own store; the input was not changed.
        </Callout>
      )}
      {dream.status === "canceled" ? (
        <Callout tone="info">This dream was canceled. Start a new one to look again.</Callout>
      ) : null}
      {dream.session_id === null ? null : (
        <>
          <p className="text-12 text-ink-3">
            Its steps: <IdChip id={dream.session_id} href={routes.session(dream.session_id)} />
          </p>
          <DreamTrace sessionId={dream.session_id} isLive={isOpen} />
        </>
      )}
    </Page>
  );
}

function CancelDream({ dream }: { dream: Dream }) {
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => apiFetch<Dream>(`/dreams/${dream.id}/cancel`, { method: "POST" }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["dreams"] });
      setIsOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Cancel the dream</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Cancel this dream?"
        action="Cancel the dream"
        isBusy={cancel.isPending}
        error={cancel.error?.message ?? null}
        onConfirm={() => cancel.mutate()}
      >
        It stops where it is. Its findings so far are lost; the store it reads stays as it is.
      </ConfirmDialog>
    </>
  );
}
