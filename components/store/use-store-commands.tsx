"use client";
import { FilePlus, FileText, TextSearch } from "lucide-react";
import { useRouter } from "next/navigation";
import { findPaths } from "@/lib/client/memory-search";
import { routes } from "@/lib/client/routes";
import { useOpenPalette } from "../command/command-provider";
import { useCommands } from "../command/use-commands";
import type { StoreContextValue } from "./store-context";

const shownFiles = 12;

/** What can be done anywhere in a store: find a file by a few letters of its path, search the text, and add a file. */
export function useStoreCommands({ store, may, at, openNewFile }: StoreContextValue): void {
  const router = useRouter();
  const openPalette = useOpenPalette();
  const view = at === null ? {} : { at };
  useCommands(
    [
      {
        id: "store.find",
        title: "Find a file",
        group: "Store",
        keys: "t",
        isKeyOnly: true,
        run: openPalette,
      },
      {
        id: "store.search",
        title: "Search the text of this store",
        group: "Store",
        keys: "/",
        icon: <TextSearch aria-hidden />,
        run: () => router.push(routes.storeSearch(store.id)),
      },
      ...(may("write")
        ? [
            {
              id: "store.new_file",
              title: "New file",
              group: "Store",
              keys: "n",
              icon: <FilePlus aria-hidden />,
              run: () => openNewFile(),
            },
          ]
        : []),
    ],
    [
      {
        id: `files.${store.id}`,
        heading: `Files of ${store.name}`,
        search: async (query, signal) =>
          (await findPaths(store.id, query, signal)).slice(0, shownFiles).map(({ path, memory_id, positions }) => ({
            id: `file ${memory_id}`,
            title: path,
            positions,
            icon: <FileText aria-hidden />,
            run: () => router.push(routes.file(store.id, path, view)),
          })),
      },
    ],
  );
}
