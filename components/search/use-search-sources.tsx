"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Database, TextSearch } from "lucide-react";
import { useRouter } from "next/navigation";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import type { PaletteSource } from "../command/command-store";

const shownStores = 5;
/** What changes a store asks for the list anew at once; this is for changes that are made elsewhere. */
const storesFreshMs = 10_000;

/** What the palette finds everywhere: stores by name, and the way to the search of all texts. */
export function useSearchSources(): PaletteSource[] {
  const router = useRouter();
  const client = useQueryClient();
  return [
    {
      id: "stores",
      heading: "Stores",
      search: async (query) => {
        const options = memoryStoresOptions({ proposals: false, limit: 100 });
        const pages = await client.fetchInfiniteQuery({ ...options, staleTime: storesFreshMs });
        const wanted = query.toLowerCase();
        return rowsOf(pages)
          .filter(({ name }) => name.toLowerCase().includes(wanted))
          .slice(0, shownStores)
          .map((store) => ({
            id: `store ${store.id}`,
            title: store.name,
            icon: <Database aria-hidden />,
            run: () => router.push(routes.store(store.id)),
          }));
      },
    },
    {
      id: "search",
      heading: "Search",
      search: async (query) => [
        {
          id: "search all",
          title: `Search the text of all stores for “${query}”`,
          icon: <TextSearch aria-hidden />,
          run: () => router.push(routes.search(query)),
        },
      ],
    },
  ];
}
