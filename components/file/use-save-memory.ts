"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "@/lib/client/api-error";
import { apiFetch } from "@/lib/client/api-fetch";
import { memoryOptions } from "@/lib/client/memories";
import type { Memory } from "@/lib/contract/memory";

interface Write {
  content: string;
  /** The hash of the text that the writer saw. */
  seenSha256: string;
  reason: string;
}

interface SaveMemoryOptions {
  onSaved: (memory: Memory) => void;
  /** Somebody else was faster; `theirs` is what stands there now. */
  onConflict: (theirs: Memory) => void;
}

/** Writes a text over the one that was seen, and over no other. */
export function useSaveMemory(memory: Memory, { onSaved, onConflict }: SaveMemoryOptions) {
  const client = useQueryClient();
  const storeId = memory.memory_store_id;
  const refreshLists = () => {
    void client.invalidateQueries({ queryKey: ["store_tree", storeId] });
    void client.invalidateQueries({ queryKey: ["memory_versions", storeId, "list"] });
    void client.invalidateQueries({ queryKey: ["memory_stores", "one", storeId] });
  };
  return useMutation<Memory, ApiError, Write>({
    mutationFn: ({ content, seenSha256, reason }) =>
      apiFetch<Memory>(`/memory_stores/${storeId}/memories/${memory.id}`, {
        method: "POST",
        query: { view: "full" },
        body: { content, precondition: { type: "content_sha256", content_sha256: seenSha256 } },
        reason,
      }),
    onSuccess: (saved) => {
      client.setQueryData(["memories", storeId, "one", memory.id], saved);
      refreshLists();
      onSaved(saved);
    },
    onError: async (error) => {
      refreshLists();
      if (error.type !== "memory_precondition_failed_error") return;
      const theirs = await client.fetchQuery({ ...memoryOptions(storeId, memory.id), staleTime: 0 });
      onConflict(theirs);
    },
  });
}
