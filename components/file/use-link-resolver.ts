"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { namedFilesOptions } from "@/lib/client/memory-tree";
import { routes } from "@/lib/client/routes";
import { useStore } from "../store/store-context";
import { resolveMemoryPath } from "../viewer/resolve-memory-path";
import { linkTargets } from "./link-targets";

/**
 * Turns a relative link in the memory at `path` into the address of the memory that it points to, where there is one. Until that
 * is known, and for links beyond what is asked, it leads to where it points.
 */
export function useLinkResolver(path: string, text: string): (href: string) => string | null {
  const { store, at } = useStore();
  const targets = useMemo(() => linkTargets(path, text), [path, text]);
  const query = at === null ? {} : { at };
  const { data } = useQuery({ ...namedFilesOptions(store.id, targets, query), enabled: targets.length > 0 });
  return useCallback(
    (href: string) => {
      const target = resolveMemoryPath(path, href);
      if (target === null) return null;
      const isMissing = data !== undefined && targets.includes(target) && !data.some((row) => row.path === target);
      return isMissing ? null : routes.file(store.id, target, at === null ? {} : { at });
    },
    [path, data, targets, store.id, at],
  );
}
