"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FolderTree as FolderIcon } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { matchingFilesLimit, matchingFilesOptions, type TreeQuery } from "@/lib/client/memory-tree";
import { routes } from "@/lib/client/routes";
import { storeDifferencesOptions } from "@/lib/client/store-differences";
import { textFieldOr } from "../address/address-field";
import { useAddress } from "../address/use-address";
import { useSettled } from "../session/use-settled";
import { foldersChangedLater, markLater, markLaterFolders } from "../time/mark-later";
import type { TreeFile } from "../tree/build-tree";
import { FileTree } from "../tree/file-tree";
import { FolderTree } from "../tree/folder-tree";
import { withOpened } from "../tree/open-folders";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { formatNumber } from "../ui/format-count";
import { SearchInput } from "../ui/search-input";
import { SkeletonRows } from "../ui/skeleton";
import { useStore } from "./store-context";
import { treeEntries, treeFiles } from "./tree-files";
import { useTreeOrder } from "./tree-order";
import { useFolders } from "./use-folders";
import { useOpenFolders } from "./use-open-folders";
import { useRefetchInterval } from "./use-refetch-interval";
import { useShowsDeleted } from "./use-store-address";

const smallStoreFiles = 60;
const typingPauseMs = 150;
const fields = { find: textFieldOr("") };

/** The files of the store: its folders as they are opened, or the paths that hold what is typed. */
export function TreeBody() {
  const { store, at } = useStore();
  const [{ find }, setAddress] = useAddress(fields);
  const [{ deleted: showsDeleted }] = useShowsDeleted();
  const query = useMemo(
    () => ({ ...(at === null ? {} : { at }), ...(showsDeleted ? { include_deleted: true } : {}) }),
    [at, showsDeleted],
  );
  const count = store.reverie.memory_count;
  return (
    <>
      <div className="shrink-0 px-2 py-1.5">
        <SearchInput
          label="Filter files"
          placeholder={at === null ? `Filter ${formatNumber(count)} ${count === 1 ? "file" : "files"}` : "Filter files"}
          value={find}
          onValueChange={(next) => setAddress({ find: next })}
        />
      </div>
      {/* It keeps what it has read while a filter stands before it. */}
      <div className={find === "" ? "flex min-h-0 flex-1 flex-col" : "hidden"}>
        <Folders query={query} isShown={find === ""} />
      </div>
      {find === "" ? null : <Matching query={query} find={find} />}
    </>
  );
}

function useTreeLinks() {
  const { store, at, file, folder, showPane } = useStore();
  return {
    label: `Files of ${store.name}`,
    selectedPath: file.kind === "live" || file.kind === "gone" ? file.path : folder,
    fileHref: ({ path }: TreeFile) => routes.file(store.id, path, at === null ? {} : { at }),
    onOpen: () => showPane("content"),
  };
}

/** Marks of what became of the files of a past moment. */
function useMarkFiles(): (files: TreeFile[]) => TreeFile[] {
  const { store, at } = useStore();
  const since = useQuery({ ...storeDifferencesOptions(store.id, { at: at ?? "" }), enabled: at !== null });
  const items = at === null ? undefined : since.data?.items;
  return useCallback((files: TreeFile[]) => markLater(files, items ?? []), [items]);
}

/** The folders in which something became different since the past moment that is shown. */
function useChangedFolders(): ReadonlySet<string> {
  const { store, at } = useStore();
  const since = useQuery({ ...storeDifferencesOptions(store.id, { at: at ?? "" }), enabled: at !== null });
  const items = at === null ? undefined : since.data?.items;
  return useMemo(() => foldersChangedLater(items ?? []), [items]);
}

function Folders({ query, isShown }: { query: TreeQuery; isShown: boolean }) {
  const { store, at } = useStore();
  const interval = useRefetchInterval();
  const { sort, freshSince } = useTreeOrder();
  const { open, isRemembered, changeOpen } = useOpenFolders(store.id);
  const markFiles = useMarkFiles();
  const changedFolders = useChangedFolders();
  const links = useTreeLinks();
  const entriesOf = useCallback(
    (items: Parameters<typeof treeEntries>[0]) =>
      markLaterFolders(treeEntries(items, markFiles, freshSince), changedFolders),
    [markFiles, changedFolders, freshSince],
  );
  const { folders, error, retry, readOn } = useFolders({
    storeId: store.id,
    query,
    open,
    refetchInterval: at === null ? interval : false,
    entriesOf,
  });
  const isOpenedWhole = !isRemembered && store.reverie.memory_count <= smallStoreFiles;
  useEffect(() => {
    if (!isOpenedWhole) return;
    const all = [...folders.values()].flatMap(({ pages }) => pages.flat());
    changeOpen((before) =>
      withOpened(
        before,
        all.flatMap((entry) => (entry.kind === "folder" ? [entry.path] : [])),
      ),
    );
  }, [isOpenedWhole, folders, changeOpen]);
  const newest = useRef({ folders, retry });
  useEffect(() => {
    newest.current = { folders, retry };
  });
  const onContinue = useCallback(
    (folder: string) => {
      if (newest.current.folders.get(folder)?.state === "failed") newest.current.retry();
      else readOn(folder);
    },
    [readOn],
  );
  const root = folders.get("/");
  if (root?.state === "failed") {
    return <ErrorState title="The files could not be read." error={error} onRetry={retry} />;
  }
  if (root === undefined || root.state === "loading") return <SkeletonRows label="files" count={9} />;
  if (root.pages.every((page) => page.length === 0)) return isShown ? <NoFiles /> : null;
  return (
    <FolderTree
      folders={folders}
      sort={sort}
      open={open}
      onOpenChange={changeOpen}
      onContinue={onContinue}
      {...links}
    />
  );
}

function Matching({ query, find }: { query: TreeQuery; find: string }) {
  const { store } = useStore();
  const markFiles = useMarkFiles();
  const links = useTreeLinks();
  const wanted = useSettled(find.trim(), typingPauseMs);
  const matching = useQuery({
    ...matchingFilesOptions(store.id, wanted, query),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
  });
  const files = useMemo(() => markFiles(treeFiles(matching.data?.data ?? [])), [matching.data, markFiles]);
  if (matching.isError) {
    return (
      <ErrorState title="The files could not be read." error={matching.error} onRetry={() => void matching.refetch()} />
    );
  }
  if (matching.data === undefined) return <SkeletonRows label="files" count={4} />;
  if (files.length === 0) {
    return (
      <EmptyState title="No path matches" className="px-4 py-6">
        None of the paths holds “{wanted}”.
      </EmptyState>
    );
  }
  return (
    <>
      {matching.data.next_page === null ? null : (
        <p className="px-3 pb-1 text-12 text-ink-3">The first {formatNumber(matchingFilesLimit)} that match</p>
      )}
      <FileTree key={wanted} files={files} {...links} />
    </>
  );
}

function NoFiles() {
  const { at, may, openNewFile } = useStore();
  if (at !== null) return <EmptyState title="No files then">The store was empty at that moment.</EmptyState>;
  return (
    <EmptyState
      icon={<FolderIcon aria-hidden />}
      title="No files yet"
      className="px-4 py-6"
      action={may("write") ? <Button onClick={() => openNewFile()}>New file</Button> : null}
    >
      Agents that this store is attached to write here, and so can you.
    </EmptyState>
  );
}
