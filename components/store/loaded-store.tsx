"use client";
import { type ReactNode, useState } from "react";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { HistoryPane } from "../history/history-pane";
import { Page } from "../shell/page";
import { RestoreStoreDialog } from "../time/restore-store-dialog";
import { laterPart } from "../ui/lazy-part";
import { PaneBoundary } from "../ui/pane-boundary";
import { SplitPanes } from "../ui/split-panes";
import { type StorePane, StoreProvider } from "./store-context";
import { storeCrumbs } from "./store-crumbs";
import { StoreTreePane } from "./store-tree-pane";
import { useFrontPane } from "./use-front-pane";
import { useResolvedFile } from "./use-resolved-file";
import { useAddressFolder, useAddressPath, useStoreView } from "./use-store-address";
import { useStoreCommands } from "./use-store-commands";

const NewFileDialog = laterPart(() => import("../file/new-file-dialog").then((module) => module.NewFileDialog));

/** A store's three panes: its files, what is chosen, and how it came to be. */
export function LoadedStore({ store, children }: { store: MemoryStore; children: ReactNode }) {
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
