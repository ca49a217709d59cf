"use client";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { laterPart } from "../ui/lazy-part";
import { type CommandStore, createCommandStore } from "./command-store";
import { useCommandKeys } from "./use-command-keys";

// Neither is part of a page's first load.
const Palette = laterPart(() => import("./palette").then((module) => module.Palette));
const ShortcutSheet = laterPart(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet));

const Store = createContext<CommandStore | null>(null);

interface Openers {
  openPalette: () => void;
  openSheet: () => void;
}

const Open = createContext<Openers>({ openPalette: () => undefined, openSheet: () => undefined });

/** Holds the registry, listens to its keys, and owns the palette and the `?` sheet. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createCommandStore);
  const [opened, setOpened] = useState<"palette" | "sheet" | null>(null);
  const openers = useMemo(() => ({ openPalette: () => setOpened("palette"), openSheet: () => setOpened("sheet") }), []);
  useCommandKeys(store, openers);
  return (
    <Store value={store}>
      <Open value={openers}>
        {children}
        <Palette
          store={store}
          isOpen={opened === "palette"}
          onOpenChange={(isOpen) => setOpened(isOpen ? "palette" : null)}
        />
        <ShortcutSheet
          store={store}
          isOpen={opened === "sheet"}
          onOpenChange={(isOpen) => setOpened(isOpen ? "sheet" : null)}
        />
      </Open>
    </Store>
  );
}

/** @throws Error outside a CommandProvider, which the root layout mounts. */
export function useCommandStore(): CommandStore {
  const store = useContext(Store);
  if (store === null) throw new Error("useCommandStore needs a CommandProvider above it");
  return store;
}

export function useOpenPalette(): () => void {
  return useContext(Open).openPalette;
}

export function useOpenSheet(): () => void {
  return useContext(Open).openSheet;
}
