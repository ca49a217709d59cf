"use client";
import { useQuery } from "@tanstack/react-query";
import { Archive, FilePlus, FolderTree, Moon } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { storeTreeOptions } from "@/lib/client/memories";
import { routes } from "@/lib/client/routes";
import { storeDifferencesOptions } from "@/lib/client/store-differences";
import { PaneHeader } from "../shell/pane-header";
import { markLater } from "../time/mark-later";
import { TimeSlider } from "../time/time-slider";
import { FileTree } from "../tree/file-tree";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { formatNumber } from "../ui/format-count";
import { IconButton } from "../ui/icon-button";
import { SearchInput } from "../ui/search-input";
import { SkeletonRows } from "../ui/skeleton";
import { useStore } from "./store-context";
import { treeFiles } from "./tree-files";
import { TreeOptions } from "./tree-options";
import { useRefetchInterval } from "./use-refetch-interval";

export function StoreTreePane() {
  const { store, at, may, openNewFile } = useStore();
  return (
    <>
      <PaneHeader
        title={
          <Link
            href={at === null ? routes.store(store.id) : `${routes.store(store.id)}?at=${at}`}
            dir="auto"
            className="block truncate leading-6"
          >
            {store.name}
          </Link>
        }
        meta={
          <>
            {store.archived_at === null ? null : <Archive aria-label="archived" className="size-3.5" />}
            {store.reverie.proposal_of === null ? null : (
              <Moon aria-label="proposal of a dream" className="size-3.5 text-dusk" />
            )}
          </>
        }
        actions={
          <>
            {may("write") ? (
              <IconButton label="New file" keys="n" size="sm" onClick={() => openNewFile()}>
                <FilePlus aria-hidden />
              </IconButton>
            ) : null}
            <TreeOptions />
          </>
        }
      />
      <div className="flex min-h-0 flex-1 flex-col">
        <TreeBody />
      </div>
      <TimeSlider />
    </>
  );
}

function TreeBody() {
  const { store, at, rows, treeError, retryTree, file, showPane } = useStore();
  const [find, setFind] = useQueryState("find", parseAsString.withDefault("").withOptions({ history: "replace" }));
  const [showsDeleted] = useQueryState("deleted", parseAsBoolean.withDefault(false));
  const refetchInterval = useRefetchInterval();
  const withDeleted = useQuery({
    ...storeTreeOptions(store.id, { include_deleted: true, ...(at === null ? {} : { at }) }),
    enabled: showsDeleted,
    refetchInterval: at === null ? refetchInterval : false,
  });
  const shown = showsDeleted ? (withDeleted.data ?? rows) : rows;
  const since = useQuery({ ...storeDifferencesOptions(store.id, { at: at ?? "" }), enabled: at !== null });
  const later = at === null ? undefined : since.data;
  const files = useMemo(() => markLater(treeFiles(shown ?? []), later?.items ?? []), [shown, later]);
  if (treeError !== null) {
    return <ErrorState title="The files could not be read." error={treeError} onRetry={retryTree} />;
  }
  if (shown === undefined) return <SkeletonRows label="files" count={9} />;
  if (files.length === 0) return <NoFiles />;
  const selectedPath = file.kind === "live" || file.kind === "gone" ? file.path : null;
  return (
    <>
      <div className="shrink-0 px-2 py-1.5">
        <SearchInput
          label="Filter files"
          placeholder={`Filter ${formatNumber(files.length)} ${files.length === 1 ? "file" : "files"}`}
          value={find}
          onValueChange={(next) => void setFind(next === "" ? null : next)}
        />
      </div>
      <FileTree
        label={`Files of ${store.name}`}
        files={files}
        filter={find}
        selectedPath={selectedPath}
        fileHref={({ path }) => routes.file(store.id, path, at === null ? {} : { at })}
        onOpen={() => showPane("content")}
      />
    </>
  );
}

function NoFiles() {
  const { at, may, openNewFile } = useStore();
  if (at !== null) return <EmptyState title="No files then">The store was empty at that moment.</EmptyState>;
  return (
    <EmptyState
      icon={<FolderTree aria-hidden />}
      title="No files yet"
      className="px-4 py-6"
      action={may("write") ? <Button onClick={() => openNewFile()}>New file</Button> : null}
    >
      Agents that this store is attached to write here, and so can you.
    </EmptyState>
  );
}
