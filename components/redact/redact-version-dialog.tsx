"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import { redactVersion } from "@/lib/client/redactions";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { nameOfVersion } from "../file/name-of-version";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog } from "../ui/dialog";
import { formatSize } from "../ui/format-size";
import { Skeleton } from "../ui/skeleton";
import { forgetAnswers, forgetTyped } from "./forget-redacted";
import { RedactPreview } from "./redact-preview";
import { entryOfVersion } from "./redaction-list";
import { type RedactionReason, reasonText } from "./redaction-reason";
import { RedactionReasonFields } from "./redaction-reason-fields";
import { RedactionReceipt } from "./redaction-receipt";

interface RedactVersionDialogProps {
  version: MemoryVersion;
  /** The file's path today, or the last it had. */
  path: string;
  onClose: () => void;
}

/** Erases one version for good, after its consequences were read and the path typed. */
export function RedactVersionDialog({ version, path, onClose }: RedactVersionDialogProps) {
  const client = useQueryClient();
  const storeId = version.memory_store_id;
  const name = nameOfVersion(version);
  const [reason, setReason] = useState<RedactionReason>({ category: "secret", words: "" });
  const why = reasonText(reason);
  const redact = useMutation({
    mutationFn: (said: string) => redactVersion(storeId, version.id, said),
    onSuccess: () => {
      forgetTyped(storeId, version.memory_id);
      forgetAnswers(client);
    },
  });
  const full = useQuery({ ...memoryVersionOptions(storeId, version.id), enabled: redact.isIdle });
  if (redact.isSuccess) {
    const entry = entryOfVersion(redact.data, false);
    return (
      <Dialog
        isOpen
        onOpenChange={(next) => next || onClose()}
        title="Redacted"
        width="lg"
        footer={
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <RedactionReceipt entries={entry === null ? [] : [entry]} hiddenCopyCount={0} />
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title={`Redact ${name} of this file?`}
      action={`Redact ${name}`}
      isIrreversible
      typedText={path}
      isIncomplete={why === null}
      isBusy={redact.isPending}
      error={redact.error?.message ?? null}
      onConfirm={() => why !== null && redact.mutate(why)}
    >
      <div className="flex flex-col gap-3">
        <p>
          Erased: the text
          {version.content_size_bytes === null ? "" : ` (${formatSize(version.content_size_bytes)})`}, the path, the
          hash
          {version.reverie.reason === null ? "" : `, the reason “${version.reverie.reason}”`}, copies that dreams made
          of this version, and quotes and search entries derived from it. Kept: that {name} {version.operation} the
          file, by whom and when, and who redacted it.
        </p>
        {full.isPending ? <Skeleton className="h-24 w-full" /> : null}
        {full.data?.content ? <RedactPreview text={full.data.content} /> : null}
        <p>
          Other versions and files that hold the same words are not touched; to reach them all, select the words in the
          text. A secret that stood here was seen: change it where it opens something.
        </p>
        <RedactionReasonFields value={reason} onValueChange={setReason} />
      </div>
    </ConfirmDialog>
  );
}
