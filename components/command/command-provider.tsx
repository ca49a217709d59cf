"use client";
import dynamic from "next/dynamic";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { type CommandStore, createCommandStore } from "./command-store";
import { useCommandKeys } from "./use-command-keys";

// Neither is part of a page's first load.
const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet), { ssr: false });

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
  const [wasOpened, setWasOpened] = useState(false);
  if (opened !== null && !wasOpened) setWasOpened(true);
  const openers = useMemo(() => ({ openPalette: () => setOpened("palette"), openSheet: () => setOpened("sheet") }), []);
  useCommandKeys(store, openers);
  return (
    <Store value={store}>
      <Open value={openers}>
        {children}
        {wasOpened ? (
          <>
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
          </>
        ) : null}
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
