"use client";
import { useCallback, useEffect, useState } from "react";

const rememberedLimit = 300;
const keyOf = (storeId: string) => `reverie.open.${storeId}`;

type Change = (before: readonly string[]) => readonly string[];

/** The folders of a store that stand open, remembered in this browser; null at first where nothing is remembered. */
export function useOpenFolders(storeId: string): {
  open: readonly string[];
  isRemembered: boolean;
  changeOpen: (change: Change) => void;
} {
  const [remembered] = useState(() => readOpen(storeId));
  const [open, setOpen] = useState<readonly string[]>(remembered ?? []);
  const changeOpen = useCallback((change: Change) => {
    setOpen((before) => {
      const next = change(before);
      return next.length === before.length && next.every((folder, index) => folder === before[index]) ? before : next;
    });
  }, []);
  useEffect(() => {
    try {
      localStorage.setItem(keyOf(storeId), JSON.stringify(open.slice(-rememberedLimit)));
    } catch {
      // A full or forbidden storage only costs the memory of what stood open.
    }
  }, [storeId, open]);
  return { open, isRemembered: remembered !== null, changeOpen };
}

function readOpen(storeId: string): string[] | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(storeId)) ?? "null");
    return Array.isArray(stored) && stored.every((folder) => typeof folder === "string") ? stored : null;
  } catch {
    return null;
  }
}
