"use client";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { StorePane } from "./store-context";

/**
 * The pane in front where there is room for one only. Whatever is picked in the tree or the history comes to the front by
 * itself.
 */
export function useFrontPane(path: string | null): [StorePane, (pane: StorePane) => void] {
  const search = useSearchParams();
  const [pane, showPane] = useState<StorePane>("content");
  const address = [path, search.get("version"), search.get("compare")].join(" ");
  const [known, setKnown] = useState(address);
  if (address !== known) {
    setKnown(address);
    showPane("content");
  }
  return [pane, showPane];
}
