"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowUp, FolderOpen, Plus } from "lucide-react";
import { folderOptions } from "@/lib/client/memory-tree";
import { routes } from "@/lib/client/routes";
import { PaneHeader } from "../shell/pane-header";
import { useStore } from "../store/store-context";
import { useRefetchInterval } from "../store/use-refetch-interval";
import { useShowsDeleted } from "../store/use-store-address";
import { DataTable } from "../table/data-table";
import { PastBanner } from "../time/past-banner";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { CopyButton } from "../ui/copy-button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { formatNumber } from "../ui/format-count";
import { SkeletonRows } from "../ui/skeleton";
import { folderColumns } from "./folder-columns";
import { entriesOfFolder, hrefOfEntry, parentOf } from "./folder-entries";

/** The middle pane, where a folder is chosen: what stands in it, who wrote each file last, and when. */
export function FolderPane() {
  const { store, at, folder, may, openNewFile } = useStore();
  if (folder === null) return null;
  const view = at === null ? {} : { at };
  return (
    <>
      <PaneHeader
        title={
          <bdi className="font-mono" title={folder}>
            {folder}
          </bdi>
        }
        meta={<CopyButton text={folder} label="Copy the path" />}
        actions={
          <>
            <ButtonLink href={routes.folder(store.id, parentOf(folder), view)} size="sm" variant="ghost">
              <ArrowUp aria-hidden />
              One folder up
            </ButtonLink>
            {may("write") ? (
              <Button size="sm" onClick={() => openNewFile(folder)}>
                <Plus aria-hidden />
                New file here
              </Button>
            ) : null}
          </>
        }
      />
      <PastBanner />
      <FolderTable key={folder} folder={folder} />
    </>
  );
}

function FolderTable({ folder }: { folder: string }) {
  const { store, at } = useStore();
  const interval = useRefetchInterval();
  const [{ deleted: showsDeleted }] = useShowsDeleted();
  const asked = { ...(at === null ? {} : { at }), ...(showsDeleted ? { include_deleted: true } : {}) };
  const page = useQuery({
    ...folderOptions(store.id, folder, asked, null),
    refetchInterval: at === null ? interval : false,
  });
  if (page.isError && page.data === undefined) {
    return <ErrorState title="The folder could not be read." error={page.error} onRetry={() => void page.refetch()} />;
  }
  if (page.data === undefined) return <SkeletonRows label="the folder" count={8} />;
  const entries = entriesOfFolder(page.data.data, folder);
  return (
    <>
      <DataTable
        label={`Files of ${folder}`}
        columns={folderColumns}
        rows={entries}
        rowId={({ path }) => path}
        rowHref={(entry) => hrefOfEntry(store.id, entry, at)}
        isFilling
        empty={<NoEntries />}
      />
      {page.data.next_page === null ? null : (
        <p className="border-t border-line px-3 py-2 text-12 text-ink-3">
          The first {formatNumber(page.data.data.length)} of this folder; the tree reads on from there.
        </p>
      )}
    </>
  );
}

function NoEntries() {
  const { store, at } = useStore();
  return (
    <EmptyState
      icon={<FolderOpen aria-hidden />}
      title={at === null ? "No files in this folder" : "No files in this folder then"}
      action={<ButtonLink href={routes.store(store.id)}>Back to the store</ButtonLink>}
    >
      A folder is there for as long as a file stands in it.
    </EmptyState>
  );
}
