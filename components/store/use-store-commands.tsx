"use client";
import { FilePlus, FileText } from "lucide-react";
import { useRouter } from "next/navigation";
import { routes } from "@/lib/client/routes";
import { useOpenPalette } from "../command/command-provider";
import { useCommands } from "../command/use-commands";
import { findPaths } from "./find-paths";
import type { StoreContextValue } from "./store-context";

/** What can be done anywhere in a store: find a file by a few letters of its path, and add one. */
export function useStoreCommands({ store, rows = [], may, at, openNewFile }: StoreContextValue): void {
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
        search: async (query) =>
          findPaths(rows, query, 12).map((row) => ({
            id: `file ${row.memory_id}`,
            title: row.path,
            icon: <FileText aria-hidden />,
            run: () => router.push(routes.file(store.id, row.path, view)),
          })),
      },
    ],
  );
}
