"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryVersionOptions, previousVersionOptions } from "@/lib/client/memory-versions";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { CompareView } from "../diff/compare-view";
import { nameOfVersion } from "../file/name-of-version";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";

interface VersionChangeDialogProps {
  version: MemoryVersion;
  /** The call that wrote it, where it is known. */
  onShowEvent: (() => void) | null;
  onClose: () => void;
}

/** What one write of the session changed, before and after, without leaving the transcript. */
export function VersionChangeDialog({ version, onShowEvent, onClose }: VersionChangeDialogProps) {
  const storeId = version.memory_store_id;
  const after = useQuery(memoryVersionOptions(storeId, version.id));
  const before = useQuery(previousVersionOptions(version));
  const path = version.path ?? "";
  const compare = before.data ? { compare: before.data.id } : {};
  const redacted = [before.data, after.data].flatMap((side) => (side?.redacted_at ? [nameOfVersion(side)] : []));
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title={`${nameOfVersion(version)}, ${version.operation}`}
      description={<span className="font-mono text-12 break-all">{path}</span>}
      width="xl"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {onShowEvent === null ? null : (
            <Button
              onClick={() => {
                onShowEvent();
                onClose();
              }}
            >
              Show the call
            </Button>
          )}
          {version.path === null ? null : (
            <ButtonLink href={routes.file(storeId, version.path, { version: version.id, ...compare })}>
              Open in the file
            </ButtonLink>
          )}
        </>
      }
    >
      {before.isError || after.isError ? (
        <ErrorState
          title="The versions could not be read."
          error={before.error ?? after.error}
          onRetry={() => {
            void before.refetch();
            void after.refetch();
          }}
        />
      ) : before.data === undefined || after.data === undefined ? (
        <SkeletonRows label="before and after" />
      ) : before.data === null && version.reverie.sequence > 1 ? (
        <Callout>The version before is not kept any more.</Callout>
      ) : redacted.length > 0 ? (
        <Callout>{redacted.join(" and ")} cannot be shown: redacted.</Callout>
      ) : (
        <div className="flex max-h-[60dvh] flex-col overflow-auto rounded-md border border-line">
          <CompareView
            before={before.data?.content ?? ""}
            after={after.data.content ?? ""}
            path={path}
            beforeLabel={before.data === null ? "nothing" : nameOfVersion(before.data)}
            afterLabel={nameOfVersion(version)}
            view="unified"
          />
        </div>
      )}
    </Dialog>
  );
}
