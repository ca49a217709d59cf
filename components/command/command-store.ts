import type { ReactNode } from "react";

export interface Command {
  /** Stable, dotted: `store.create`. */
  id: string;
  title: string;
  group: string;
  /** `mod+k`, `g s`, `?`. */
  keys?: string;
  icon?: ReactNode;
  keywords?: string;
  /** Works by its key and stands in the sheet, but would only clutter the palette (next hunk, …). */
  isKeyOnly?: boolean;
  run: () => void;
}

export interface PaletteItem {
  id: string;
  title: string;
  hint?: string;
  icon?: ReactNode;
  /** The letters of the title that matched, in UTF-16 units from 0. */
  positions?: readonly number[];
  run: () => void;
}

/** Answers a query with items of its own, e.g. files by fuzzy path. */
export interface PaletteSource {
  id: string;
  heading: string;
  search: (query: string, signal: AbortSignal) => Promise<PaletteItem[]>;
}

export interface Registered {
  commands: readonly Command[];
  sources: readonly PaletteSource[];
}

export interface CommandStore {
  register: (owner: symbol, commands: readonly Command[], sources: readonly PaletteSource[]) => void;
  unregister: (owner: symbol) => void;
  subscribe: (listener: () => void) => () => void;
  snapshot: () => Registered;
}

/** The one registry of commands: the palette, the keys, the tooltips and the `?` sheet all read it. */
export function createCommandStore(): CommandStore {
  const owners = new Map<symbol, Registered>();
  const listeners = new Set<() => void>();
  let current: Registered = { commands: [], sources: [] };

  const refresh = () => {
    // What was registered last stands first: a page's own meaning of a key wins over the shell's.
    const newestFirst = [...owners.values()].reverse();
    current = {
      commands: newestFirst.flatMap((entry) => entry.commands),
      sources: newestFirst.flatMap((entry) => entry.sources),
    };
    for (const tell of listeners) tell();
  };

  return {
    register: (owner, commands, sources) => {
      owners.set(owner, { commands, sources });
      refresh();
    },
    unregister: (owner) => {
      owners.delete(owner);
      refresh();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => current,
  };
}

/** The registered commands in groups, in order of first appearance. */
export function groupCommands(commands: readonly Command[]): { group: string; commands: Command[] }[] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups].map(([group, members]) => ({ group, commands: members }));
}
