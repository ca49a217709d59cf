"use client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { memoryStoreOptions } from "@/lib/client/memory-stores";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { NewFileDialog } from "../file/new-file-dialog";
import { HistoryPane } from "../history/history-pane";
import { useLiveTopic } from "../shell/live-provider";
import { Page } from "../shell/page";
import { RestoreStoreDialog } from "../time/restore-store-dialog";
import { PaneBoundary } from "../ui/pane-boundary";
import { SplitPanes } from "../ui/split-panes";
import { type StorePane, StoreProvider } from "./store-context";
import { storeCrumbs } from "./store-crumbs";
import { StoreFailed, StoreLoading } from "./store-pending";
import { StoreTreePane } from "./store-tree-pane";
import { useFrontPane } from "./use-front-pane";
import { useRefetchInterval } from "./use-refetch-interval";
import { useResolvedFile } from "./use-resolved-file";
import { useAddressFolder, useAddressPath, useStoreView } from "./use-store-address";
import { useStoreCommands } from "./use-store-commands";

/** A store's three panes: its files, what is chosen, and how it came to be. */
export function StoreFrame({ storeId, children }: { storeId: string; children: ReactNode }) {
  const refetchInterval = useRefetchInterval();
  const store = useQuery({ ...memoryStoreOptions(storeId), refetchInterval });
  useLiveTopic(storeId);
  if (store.data !== undefined) return <LoadedFrame store={store.data}>{children}</LoadedFrame>;
  return store.isError ? <StoreFailed error={store.error} retry={() => void store.refetch()} /> : <StoreLoading />;
}

function LoadedFrame({ store, children }: { store: MemoryStore; children: ReactNode }) {
  const path = useAddressPath();
  const folder = useAddressFolder();
  const place = path ?? folder;
  const [{ version, at }] = useStoreView();
  const { file, error, retry } = useResolvedFile({ storeId: store.id, path, version, at });
  const [pane, showPane] = useFrontPane(place);
  const [newFile, setNewFile] = useState<{ path: string } | null>(null);
  const abilities = new Set(store.reverie.abilities);
  const value = {
    store,
    at,
    folder,
    fileError: error,
    retryFile: retry,
    may: (ability: Parameters<typeof abilities.has>[0]) =>
      abilities.has(ability) && (at === null || ability === "read" || ability === "export"),
    file,
    openNewFile: (start = folder ?? "/") => setNewFile({ path: start }),
    showPane,
  };
  useStoreCommands(value);
  const crumbs = storeCrumbs(store, { path: place, at });
  return (
    <StoreProvider value={value}>
      <Page title={crumbs.at(-1)?.label ?? store.name} crumbs={crumbs} layout="panes" isTitleHidden>
        <SplitPanes
          id="store"
          mainPaneId="content"
          activePaneId={pane}
          onActivePaneChange={(next) => showPane(next as StorePane)}
          panes={[
            {
              id: "tree",
              label: "Files",
              content: <StoreTreePane />,
              defaultSizePx: 280,
              minSizePx: 200,
              maxSizePx: 520,
            },
            {
              id: "content",
              label: path !== null ? "File" : folder === null ? "Store" : "Folder",
              content: <PaneBoundary title="This could not be shown.">{children}</PaneBoundary>,
            },
            {
              id: "history",
              label: path === null ? "Changes" : "History",
              content: (
                <PaneBoundary title="The history could not be shown.">
                  <HistoryPane />
                </PaneBoundary>
              ),
              defaultSizePx: 320,
              minSizePx: 240,
              maxSizePx: 560,
            },
          ]}
        />
      </Page>
      <RestoreStoreDialog />
      {newFile === null ? null : <NewFileDialog startPath={newFile.path} onClose={() => setNewFile(null)} />}
    </StoreProvider>
  );
}
