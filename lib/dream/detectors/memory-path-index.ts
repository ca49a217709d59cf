import { stemOf } from "../engine/memory-document";
import type { DreamWorld } from "../engine/world";

/** Paths of a store, looked up in constant time. */
export interface MemoryPathIndex {
  paths: ReadonlySet<string>;
  /** Every folder that holds something, with a slash at its end. */
  folders: ReadonlySet<string>;
  endings: ReadonlySet<string>;
  /** Paths by the key of their file's name. */
  byName: ReadonlyMap<string, readonly string[]>;
  /** Paths by the key of their first heading. */
  byTitle: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<DreamWorld, MemoryPathIndex>();

/** The index of a world's paths, built once. */
export function memoryPathIndex(world: DreamWorld): MemoryPathIndex {
  const index = known.get(world) ?? build(world);
  known.set(world, index);
  return index;
}

/** Names are one whatever their case and whether spaces, underscores or dashes join their words. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, "-");
}

/** The ending of a path with its full stop, or null. */
export function endingOf(path: string): string | null {
  return /\.[A-Za-z0-9]{1,8}$/.exec(path)?.[0] ?? null;
}

function build(world: DreamWorld): MemoryPathIndex {
  const folders = new Set<string>();
  const byName = new Map<string, string[]>();
  const byTitle = new Map<string, string[]>();
  for (const { path, headings } of world.documents) {
    for (let at = path.indexOf("/", 1); at !== -1; at = path.indexOf("/", at + 1)) folders.add(path.slice(0, at + 1));
    addTo(byName, nameKey(stemOf(path)), path);
    addTo(byTitle, nameKey(headings[0]?.text ?? ""), path);
  }
  return {
    paths: new Set(world.documents.map(({ path }) => path)),
    folders,
    endings: new Set(world.documents.flatMap(({ path }) => endingOf(path) ?? [])),
    byName,
    byTitle,
  };
}

function addTo(map: Map<string, string[]>, key: string, path: string): void {
  const paths = map.get(key);
  if (paths) paths.push(path);
  else map.set(key, [path]);
}
