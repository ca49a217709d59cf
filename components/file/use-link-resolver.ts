"use client";
import { useCallback } from "react";
import { routes } from "@/lib/client/routes";
import { useStore } from "../store/store-context";
import { resolveMemoryPath } from "../viewer/resolve-memory-path";

/** Turns a relative link in the memory at `path` into the address of the memory that it points to, where there is one. */
export function useLinkResolver(path: string): (href: string) => string | null {
  const { store, rows, at } = useStore();
  return useCallback(
    (href: string) => {
      const target = resolveMemoryPath(path, href);
      if (target === null || !rows?.some((row) => row.path === target)) return null;
      return routes.file(store.id, target, at === null ? {} : { at });
    },
    [path, rows, store.id, at],
  );
}
