"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { apiFetch } from "@/lib/client/api-fetch";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { nameOfVersion } from "../file/name-of-version";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { formatSize } from "../ui/format-size";
import { Skeleton } from "../ui/skeleton";
import { RedactPreview } from "./redact-preview";

interface RedactVersionDialogProps {
  version: MemoryVersion;
  /** The file's path today, or the last it had. */
  path: string;
  onClose: () => void;
}

/** Erases one version for good, after its consequences were read and the path typed. */
export function RedactVersionDialog({ version, path, onClose }: RedactVersionDialogProps) {
  const client = useQueryClient();
  const router = useRouter();
  const storeId = version.memory_store_id;
  const name = nameOfVersion(version);
  const full = useQuery(memoryVersionOptions(storeId, version.id));
  const redact = useMutation({
    mutationFn: () =>
      apiFetch<MemoryVersion>(`/memory_stores/${storeId}/memory_versions/${version.id}/redact`, { method: "POST" }),
    onSuccess: async (redacted) => {
      client.setQueryData(["memory_versions", storeId, "one", version.id], redacted);
      void client.invalidateQueries({ queryKey: ["memory_versions", storeId] });
      void client.invalidateQueries({ queryKey: ["store_tree", storeId] });
      onClose();
      router.push(routes.file(storeId, path, { version: version.id }));
      toast.success(`Redacted ${name}`);
    },
  });
  const { reason } = version.reverie;
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title={`Redact ${name} of this file?`}
      action={`Redact ${name}`}
      isIrreversible
      typedText={path}
      isBusy={redact.isPending}
      error={redact.error?.message ?? null}
      onConfirm={() => redact.mutate()}
    >
      <div className="flex flex-col gap-3">
        <p>
          Erased: the text
          {version.content_size_bytes === null ? "" : ` (${formatSize(version.content_size_bytes)})`}, the path, the
          hash
          {reason === null ? "" : `, the reason “${reason}”`}, copies that dreams made of this version, and quotes and
          search entries derived from it. Kept: that {name} {version.operation} the file, by whom and when, and who
          redacted it.
        </p>
        {full.isPending ? <Skeleton className="h-24 w-full" /> : null}
        {full.data?.content ? <RedactPreview text={full.data.content} /> : null}
        <p>
          Other versions and files that hold the same words are not touched. A secret that stood here was seen: change
          it where it opens something.
        </p>
      </div>
    </ConfirmDialog>
  );
}
