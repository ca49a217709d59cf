"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { DreamSeen } from "@/lib/contract/dream-review";
import { isUnseen } from "./review-order";

const lookMs = 1000;

/** Notes that the open file was looked at, once it was open for a second in the form that it has. */
export function useSeenMark(dreamId: string, change: DreamChange | null): void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (seen: { change_id: string; revision: number }) =>
      apiFetch<DreamSeen>(`/dreams/${dreamId}/seen`, { method: "POST", body: { changes: [seen] } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["dream_changes", dreamId, "basic"] }),
  });
  const changeId = change !== null && isUnseen(change) ? change.id : null;
  const revision = change?.revision ?? 0;
  useEffect(() => {
    if (changeId === null) return;
    const timer = setTimeout(() => mutate({ change_id: changeId, revision }), lookMs);
    return () => clearTimeout(timer);
  }, [changeId, revision, mutate]);
}
