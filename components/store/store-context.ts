"use client";
import { createContext, useContext } from "react";
import type { MemoryStore, StoreAbility } from "@/lib/contract/memory-store";
import type { ResolvedFile } from "./resolve-file";

export interface StoreContextValue {
  store: MemoryStore;
  /** False for everything that changes the store while a past moment is shown. */
  may: (ability: StoreAbility) => boolean;
  /** The past moment that is shown; null = now. */
  at: string | null;
  /** The folder that the page is about, such as `/alerts/`; null = none. */
  folder: string | null;
  file: ResolvedFile;
  /** Why the file of the address could not be looked up. */
  fileError: Error | null;
  retryFile: () => void;
  openNewFile: (path?: string) => void;
  /** Which pane stands in front where there is room for one only. */
  showPane: (pane: StorePane) => void;
}

export type StorePane = "tree" | "content" | "history";

const StoreContext = createContext<StoreContextValue | null>(null);

export const StoreProvider = StoreContext;

/** The store that this page is about. */
export function useStore(): StoreContextValue {
  const value = useContext(StoreContext);
  if (value === null) throw new Error("useStore needs a StoreFrame around it.");
  return value;
}
