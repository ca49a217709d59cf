"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import { demoOptions } from "@/lib/client/demo";
import { mayDo, meOptions } from "@/lib/client/me";
import type { DemoState } from "@/lib/contract/demo";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

/** Has the server play the SRE demo. Whoever may not sees that an administrator can. */
export function LoadDemo() {
  const client = useQueryClient();
  const { data: me } = useQuery(meOptions());
  const { data: state } = useQuery(demoOptions());
  const start = useMutation({
    mutationFn: () => apiFetch<DemoState>("/demo", { method: "POST" }),
    onSuccess: async (started) => {
      client.setQueryData(demoOptions().queryKey, started);
      await client.invalidateQueries({ queryKey: ["memory_stores"] });
    },
    onError: (error) => toast.error(error.message),
  });
  if (!mayDo(me, "admin")) return <p className="text-13 text-ink-2">An administrator can load it.</p>;
  return (
    <Button isBusy={start.isPending || state?.demo?.status === "playing"} onClick={() => start.mutate()}>
      Load the SRE demo
    </Button>
  );
}
