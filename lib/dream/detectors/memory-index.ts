import { folderOf, type MemoryDocument, stemOf } from "../engine/memory-document";
import type { DreamWorld } from "../engine/world";
import { memoryPathIndex } from "./memory-path-index";
import { resolveLink } from "./resolve-link";

const indexName = /^(index|_index|readme|toc|contents|table-of-contents|overview|summary|map|moc|memory)$/i;

/** A file whose job is to list the others. */
export interface MemoryIndex {
  document: MemoryDocument;
  /** Memories that it leads to. */
  targets: ReadonlySet<string>;
}

/**
 * Files that are mostly links to other memories, whatever their name and language; a file with an index's name counts when it links at
 * all.
 */
export function findIndexes(world: DreamWorld): MemoryIndex[] {
  return world.documents.flatMap((document) => {
    if (!document.isProse) return [];
    const targets = linkedPaths(document, world);
    const linkingLines = new Set(
      document.links.filter((link) => leadsToMemory(link, document, world)).map(({ line }) => line),
    );
    const spoken = document.units.filter(({ kind }) => kind !== "code" && kind !== "html");
    const linking = spoken.filter(({ startLine, endLine }) =>
      [...linkingLines].some((line) => line >= startLine && line <= endLine),
    );
    const isMostlyLinks = targets.size >= 2 && linking.length >= 2 && linking.length >= spoken.length * 0.6;
    const isNamed = indexName.test(stemOf(document.path)) && targets.size >= 1 && linking.length >= spoken.length * 0.3;
    return isMostlyLinks || isNamed ? [{ document, targets }] : [];
  });
}

function leadsToMemory(link: MemoryDocument["links"][number], from: MemoryDocument, world: DreamWorld): boolean {
  const state = resolveLink(link, from, world);
  return state.kind === "resolved" && state.path !== from.path;
}

/** Memories that a document leads to: by link, by their path in its text, or by the path of their folder. */
function linkedPaths(document: MemoryDocument, world: DreamWorld): Set<string> {
  const paths = new Set<string>();
  for (const link of document.links) {
    const state = resolveLink(link, document, world);
    if (state.kind === "resolved" && state.path !== document.path) paths.add(state.path);
  }
  const { paths: known } = memoryPathIndex(world);
  for (const word of document.memory.content.split(/[\s()[\]<>"'`|,;]+/)) {
    const path = `/${word.replace(/^\.?\//, "").replace(/[.:]+$/, "")}`;
    if (path !== document.path && known.has(path)) paths.add(path);
  }
  return paths;
}

/** Whether the index names the folder itself, as `folder/` or `/folder/`, and so covers what is in it. */
export function coversFolder({ document }: MemoryIndex, folder: string): boolean {
  if (folder === "/") return false;
  return (
    document.links.some(({ target }) => target.replace(/^\.?\//, "").replace(/\/?$/, "/") === folder.slice(1)) ||
    document.memory.content.includes(`\`${folder}\``)
  );
}

/** The index nearest to a path: in the deepest folder that both share, then the one with most targets. */
export function nearestIndex(indexes: readonly MemoryIndex[], path: string): MemoryIndex | null {
  const fitting = indexes.filter(({ document }) => path.startsWith(folderOf(document.path)) && !document.isLocked);
  fitting.sort(
    (left, right) =>
      folderOf(right.document.path).length - folderOf(left.document.path).length ||
      right.targets.size - left.targets.size,
  );
  return fitting[0] ?? null;
}
