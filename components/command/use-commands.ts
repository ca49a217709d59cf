"use client";
import { useEffect, useRef } from "react";
import { useCommandStore } from "./command-provider";
import type { Command, PaletteSource } from "./command-store";

const none: readonly PaletteSource[] = [];

/**
 * Registers commands for as long as the component is mounted. `run` may close over anything: the newest closure runs.
 * What the registry shows (titles, keys) follows when `ids`, titles or keys change.
 */
export function useCommands(commands: readonly Command[], sources: readonly PaletteSource[] = none): void {
  const store = useCommandStore();
  const newest = useRef({ commands, sources });
  useEffect(() => {
    newest.current = { commands, sources };
  });
  const shape = JSON.stringify([
    commands.map(({ id, title, keys, group, isKeyOnly }) => [id, title, keys, group, isKeyOnly]),
    sources.map(({ id, heading }) => [id, heading]),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the commands, whose closures change every render.
  useEffect(() => {
    const owner = Symbol("commands");
    store.register(
      owner,
      newest.current.commands.map((command) => ({
        ...command,
        run: () => newest.current.commands.find(({ id }) => id === command.id)?.run(),
      })),
      newest.current.sources.map((source) => ({
        ...source,
        search: (query, signal) =>
          newest.current.sources.find(({ id }) => id === source.id)?.search(query, signal) ?? Promise.resolve([]),
      })),
    );
    return () => store.unregister(owner);
  }, [store, shape]);
}
