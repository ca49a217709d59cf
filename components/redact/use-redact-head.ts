"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import type { ApiError } from "@/lib/client/api-error";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Memory } from "@/lib/contract/memory";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { formatCount } from "../ui/format-count";

interface Order {
  masked: string;
  versionIds: readonly string[];
}

/** Writes the masked text, then erases version by version. After a fault it goes on where it stopped. */
export function useRedactHead(memory: Memory, { onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const storeId = memory.memory_store_id;
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const mutation = useMutation<void, ApiError, Order>({
    mutationFn: async ({ masked, versionIds }) => {
      const finished = new Set(done);
      const finish = (what: string) => setDone(new Set(finished.add(what)));
      if (!finished.has("masked")) {
        const saved = await apiFetch<Memory>(`/memory_stores/${storeId}/memories/${memory.id}`, {
          method: "POST",
          query: { view: "full" },
          body: { content: masked, precondition: { type: "content_sha256", content_sha256: memory.content_sha256 } },
          reason: "masked before redaction",
        });
        client.setQueryData(["memories", storeId, "one", memory.id], saved);
        finish("masked");
      }
      for (const id of versionIds) {
        if (finished.has(id)) continue;
        await apiFetch<MemoryVersion>(`/memory_stores/${storeId}/memory_versions/${id}/redact`, { method: "POST" });
        finish(id);
      }
    },
    onSuccess: (_, { versionIds }) => {
      toast.success(`Redacted ${formatCount(versionIds.length, "version")}`);
      onDone();
    },
    onSettled: () => {
      for (const root of ["memory_versions", "memories", "store_tree"] as const)
        void client.invalidateQueries({ queryKey: [root, storeId] });
    },
  });
  return { run: mutation.mutate, isPending: mutation.isPending, error: mutation.error, doneCount: done.size };
}
