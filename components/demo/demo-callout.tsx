"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { mayDo, meOptions } from "@/lib/client/me";
import { routes } from "@/lib/client/routes";
import type { Demo, DemoState } from "@/lib/contract/demo";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Progress } from "../ui/progress";
import { toast } from "../ui/toast";
import { DemoComparison } from "./demo-comparison";
import { wordsForDemo } from "./demo-words";
import { ReplayDemo } from "./replay-demo";
import { useTour } from "./use-tour";

/** Says how far the demo is, leads to its dream, has its later days played again, and takes it away. */
export function DemoCallout({ demo }: { demo: Demo }) {
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const tour = useTour();
  const { data: me } = useQuery(meOptions());
  const remove = useMutation({
    mutationFn: () => apiFetch<DemoState>("/demo", { method: "DELETE" }),
    onSuccess: async () => {
      await client.invalidateQueries();
      setIsOpen(false);
      toast.success("The SRE demo is gone.");
    },
  });
  const place = `${demo.status} ${demo.day} ${Object.keys(demo.memory_stores).length}`;
  // The demo makes its stores on the server, so no answer of ours says that the list is old.
  useEffect(() => {
    if (place !== "") void client.invalidateQueries({ queryKey: ["memory_stores"] });
  }, [client, place]);
  const { text, progress } = wordsForDemo(demo);
  return (
    <>
      <Callout
        tone={demo.status === "failed" ? "danger" : demo.dream_status === "ready" ? "dream" : "info"}
        isLive
        action={
          <>
            {demo.dream_status === "ready" && demo.dream_id !== null ? (
              <ButtonLink size="sm" variant="dream" href={routes.dream(demo.dream_id)}>
                Review the dream
              </ButtonLink>
            ) : null}
            {demo.status === "reviewed" ? <ReplayDemo demo={demo} /> : null}
            {tour.isDismissed ? (
              <Button size="sm" onClick={tour.restart}>
                Show the tour
              </Button>
            ) : null}
            {mayDo(me, "admin") ? (
              <Button size="sm" onClick={() => setIsOpen(true)}>
                Remove the demo
              </Button>
            ) : null}
          </>
        }
      >
        {text}
        {progress === null ? null : (
          <Progress label={text} isLabelHidden done={progress.done} total={progress.total} className="mt-1" />
        )}
      </Callout>
      {demo.comparison.length === 0 ? null : <DemoComparison demo={demo} />}
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Remove the SRE demo?"
        action="Remove the demo"
        isIrreversible
        isBusy={remove.isPending}
        error={remove.error?.message ?? null}
        onConfirm={() => remove.mutate()}
      >
        Its stores with every version, its sessions and its dreams go. Nothing of your own is touched.
      </ConfirmDialog>
    </>
  );
}
