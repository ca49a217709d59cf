"use client";
import { type UseQueryResult, useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { type FolderRow, folderOptions, type TreeQuery, type TreeRow } from "@/lib/client/memory-tree";
import type { Page } from "@/lib/client/page";
import type { LoadedFolder, TreeEntry } from "../tree/assemble-tree";
import { type WantedPage, wantedPages } from "./wanted-pages";

type FolderPage = Page<TreeRow | FolderRow>;

interface FoldersOptions {
  storeId: string;
  query: TreeQuery;
  open: readonly string[];
  refetchInterval: number | false;
  entriesOf: (items: FolderPage["data"]) => TreeEntry[];
}

const essence = (results: UseQueryResult<FolderPage>[]) =>
  results.map(({ data, error, isPending, refetch }) => ({ data, error, isPending, refetch }));

/** The folders that stand open, each read on demand and kept current. */
export function useFolders({ storeId, query, open, refetchInterval, entriesOf }: FoldersOptions) {
  const client = useQueryClient();
  const [pagesOf, setPagesOf] = useState<Readonly<Record<string, number>>>({});
  const optionsOf = ({ folder, page }: WantedPage) => folderOptions(storeId, folder, query, page);
  const wanted = wantedPages(new Set(open), pagesOf, (one) => client.getQueryData<FolderPage>(optionsOf(one).queryKey));
  const results = useQueries({
    queries: wanted.map((one) => ({ ...optionsOf(one), refetchInterval })),
    combine: essence,
  });
  const names = JSON.stringify(wanted.map(({ folder }) => folder));
  const folders = useMemo(() => {
    const loaded = new Map<string, LoadedFolder & { pages: TreeEntry[][] }>();
    for (const [index, folder] of (JSON.parse(names) as string[]).entries()) {
      const { data, error, isPending } = results[index] ?? { data: undefined, error: null, isPending: true };
      const known = loaded.get(folder) ?? { pages: [], state: "ready", hasMore: false };
      loaded.set(folder, {
        pages: data === undefined ? known.pages : [...known.pages, entriesOf(data.data)],
        state: isPending ? "loading" : data === undefined && error !== null ? "failed" : known.state,
        hasMore: data !== undefined && data.next_page !== null,
      });
    }
    return loaded;
  }, [names, results, entriesOf]);
  const failed = results.filter(({ data, error }) => data === undefined && error !== null);
  const retry = () => {
    for (const one of failed) void one.refetch();
  };
  const readOn = useCallback(
    (folder: string) => setPagesOf((before) => ({ ...before, [folder]: (before[folder] ?? 1) + 1 })),
    [],
  );
  return { folders, error: failed[0]?.error ?? null, retry, readOn };
}
