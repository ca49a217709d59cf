"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import { demoOptions } from "@/lib/client/demo";
import { mayDo, meOptions } from "@/lib/client/me";
import type { Demo, DemoState } from "@/lib/contract/demo";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

/** Has days 6 to 10 played once more with what the review approved. Whoever may not sees that an administrator can. */
export function ReplayDemo({ demo }: { demo: Demo }) {
  const client = useQueryClient();
  const { data: me } = useQuery(meOptions());
  const replay = useMutation({
    mutationFn: () => apiFetch<DemoState>("/demo/replay", { method: "POST" }),
    onSuccess: (state) => client.setQueryData(demoOptions().queryKey, state),
    onError: (error) => toast.error(error.message),
  });
  const isPossible = demo.status === "reviewed" || demo.status === "compared";
  if (!isPossible) return null;
  if (!mayDo(me, "admin")) return <p className="text-ink-2">An administrator can have them played.</p>;
  return (
    <Button
      size="sm"
      variant={demo.status === "reviewed" ? "primary" : "secondary"}
      isBusy={replay.isPending}
      onClick={() => replay.mutate()}
    >
      {demo.status === "reviewed" ? "Play days 6 to 10" : "Play them again"}
    </Button>
  );
}
