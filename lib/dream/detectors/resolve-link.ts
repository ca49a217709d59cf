import { distance } from "fastest-levenshtein";
import type { MarkdownLink } from "@/lib/text/markdown-links";
import { folderOf, type MemoryDocument, stemOf } from "../engine/memory-document";
import { insideStore, normalisePath } from "../engine/memory-paths";
import type { DreamWorld } from "../engine/world";
import { endingOf, memoryPathIndex, nameKey } from "./memory-path-index";

export type LinkState =
  | { kind: "resolved"; path: string }
  /** It points to something that is no memory: another store, a repository, a folder. */
  | { kind: "elsewhere" }
  | { kind: "broken"; nearest: string | null };

/** Where a link of a memory leads, and where it is broken the one memory that was likely meant. */
export function resolveLink(link: MarkdownLink, from: MemoryDocument, world: DreamWorld): LinkState {
  const target = insideStore(link.target, world);
  if (target === null) return { kind: "elsewhere" };
  if (link.kind === "wiki" && !target.includes("/")) return resolveName(target, world);
  const index = memoryPathIndex(world);
  const wanted = [
    target.startsWith("/") ? null : normalisePath(folderOf(from.path) + target),
    normalisePath(target),
  ].filter((path) => path !== null);
  for (const path of wanted) {
    const found = [path, `${path}.md`].find((candidate) => index.paths.has(candidate));
    if (found !== undefined) return { kind: "resolved", path: found };
    if (path === "/" || index.folders.has(`${path}/`)) return { kind: "elsewhere" };
  }
  const [first] = wanted;
  if (first === undefined || !couldBeMemory(link, target, first, from, world)) return { kind: "elsewhere" };
  return { kind: "broken", nearest: nearestPath(first, from.path, world) };
}

function resolveName(name: string, world: DreamWorld): LinkState {
  const { byName, byTitle } = memoryPathIndex(world);
  const [found] = byName.get(nameKey(stemOf(`/${name}`))) ?? byTitle.get(nameKey(name)) ?? [];
  return found === undefined
    ? { kind: "broken", nearest: nearestPath(`/${name}`, null, world) }
    : { kind: "resolved", path: found };
}

/** A path in a code span or with another ending may well be a file of the agent's project, which is not ours to judge. */
function couldBeMemory(
  link: MarkdownLink,
  target: string,
  path: string,
  from: MemoryDocument,
  world: DreamWorld,
): boolean {
  const { endings, folders } = memoryPathIndex(world);
  const ending = endingOf(path);
  if (ending !== null && !endings.has(ending)) return false;
  if (link.kind !== "code_path") return true;
  if (ending === null || target.startsWith("~")) return false;
  const folder = `/${target.replace(/^(\.?\/)+/, "").split("/")[0] ?? ""}/`;
  const roots = target.startsWith("/") ? [""] : ["", folderOf(from.path).slice(0, -1)];
  return /\/./.test(target.slice(1)) && roots.some((root) => folders.has(root + folder));
}

/** The only memory with the same name, else the only one at most two letters away; null when there is none or a choice. */
function nearestPath(path: string, fromPath: string | null, world: DreamWorld): string | null {
  const { byName } = memoryPathIndex(world);
  const sameName = (byName.get(nameKey(stemOf(path))) ?? []).filter((other) => other !== fromPath);
  if (sameName.length > 0) return sameName.length === 1 ? (sameName[0] ?? null) : null;
  const others = world.documents.map((document) => document.path).filter((other) => other !== fromPath);
  const close = others.filter((other) => areNamesClose(stemOf(path), stemOf(other)));
  const sameFolder = close.filter((other) => folderOf(other) === folderOf(path));
  const candidates = sameFolder.length > 0 ? sameFolder : close;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

/** Two letters of eight may differ, one of four; numbers never: INC-103 is not INC-104. */
function areNamesClose(left: string, right: string): boolean {
  const allowed = Math.min(2, Math.floor(Math.max(left.length, right.length) / 4));
  const digits = (text: string) => text.replace(/\D+/g, " ").trim();
  return allowed > 0 && digits(left) === digits(right) && distance(left.toLowerCase(), right.toLowerCase()) <= allowed;
}
