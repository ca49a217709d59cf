"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { memoryVersionsOptions } from "@/lib/client/memory-versions";
import { type FolderRestore, restoreFolder } from "@/lib/client/restores";
import { routes } from "@/lib/client/routes";
import { readMoments } from "@/lib/client/store-activity";
import type { MemoryRestore } from "@/lib/contract/memory-restore";
import { toast } from "../ui/toast";
import { restoreWords, totalOf, wordsForCounts } from "./difference-counts";
import { isOnlyThisRestore } from "./undo-moment";

interface Done {
  restored: MemoryRestore;
  /** The last write before the restore; null when the store had none. */
  before: string | null;
}

/** Restores a folder or a store, and offers to undo it. */
export function useRestoreFolder(request: FolderRestore, onDone: () => void) {
  const client = useQueryClient();
  const router = useRouter();
  const { storeId } = request;
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ["store_tree", storeId] });
    void client.invalidateQueries({ queryKey: ["memories", storeId] });
    void client.invalidateQueries({ queryKey: ["memory_versions", storeId] });
    void client.invalidateQueries({ queryKey: ["memory_stores", "one", storeId] });
  };
  const undo = async ({ restored, before }: { restored: MemoryRestore; before: string }) => {
    const back: FolderRestore = { storeId, at: before, folder: restored.path_prefix };
    try {
      const after = new Date(Date.parse(before) + 1).toISOString();
      const options = memoryVersionsOptions(storeId, { "created_at[gte]": after, limit: 100 });
      const { pages } = await client.fetchInfiniteQuery({ ...options, staleTime: 0 });
      const since = pages.flatMap(({ data }) => data);
      if (!isOnlyThisRestore(since, pages.at(-1)?.next_page === null, restored)) {
        // Others' writes would go too: whoever undoes sees them first.
        router.push(`${routes.store(storeId)}?${new URLSearchParams({ restore: before, folder: back.folder })}`);
        return;
      }
      await restoreFolder(back, `undid the restore to ${restored.at}`);
      await refresh();
      toast.success("The restore is undone");
    } catch (error) {
      await refresh();
      toast.error(error instanceof Error ? error.message : "The restore could not be undone.");
    }
  };
  return useMutation({
    mutationFn: async (reason: string): Promise<Done> => {
      const { moments } = await readMoments(storeId, {}, 1);
      return { restored: await restoreFolder(request, reason), before: moments[0] ?? null };
    },
    onSuccess: async ({ restored, before }) => {
      await refresh();
      onDone();
      if (totalOf(restored.counts) === 0 || before === null) {
        toast.success("Nothing changed: the files were so already");
        return;
      }
      const action = { label: "Undo", onClick: () => void undo({ restored, before }) };
      toast.success(`Restored: ${wordsForCounts(restored.counts, restoreWords)}`, { action, duration: 15_000 });
    },
    onError: () => void refresh(),
  });
}
