import { distance } from "fastest-levenshtein";
import type { MarkdownLink } from "@/lib/text/markdown-links";
import { folderOf, type MemoryDocument, stemOf } from "../engine/memory-document";
import { insideStore, normalisePath } from "../engine/memory-paths";
import type { DreamWorld } from "../engine/world";

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
  const wanted = [
    target.startsWith("/") ? null : normalisePath(folderOf(from.path) + target),
    normalisePath(target),
  ].filter((path) => path !== null);
  for (const path of wanted) {
    const found = world.documents.find((document) => document.path === path || document.path === `${path}.md`);
    if (found) return { kind: "resolved", path: found.path };
    if (path === "/" || world.documents.some((document) => document.path.startsWith(`${path}/`)))
      return { kind: "elsewhere" };
  }
  const [first] = wanted;
  if (first === undefined || !couldBeMemory(link, target, first, from, world)) return { kind: "elsewhere" };
  return { kind: "broken", nearest: nearestPath(first, from.path, world) };
}

function resolveName(name: string, world: DreamWorld): LinkState {
  const stems = world.documents.filter(({ path }) => nameKey(stemOf(path)) === nameKey(stemOf(`/${name}`)));
  const titled = world.documents.filter(({ headings }) => nameKey(headings[0]?.text ?? "") === nameKey(name));
  const [found] = stems.length > 0 ? stems : titled;
  if (found) return { kind: "resolved", path: found.path };
  return { kind: "broken", nearest: nearestPath(`/${name}`, null, world) };
}

function nameKey(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, "-");
}

/** A path in a code span or with another ending may well be a file of the agent's project, which is not ours to judge. */
function couldBeMemory(
  link: MarkdownLink,
  target: string,
  path: string,
  from: MemoryDocument,
  world: DreamWorld,
): boolean {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(path)?.[0];
  const endings = new Set(world.documents.map((document) => /\.[A-Za-z0-9]{1,8}$/.exec(document.path)?.[0]));
  if (ending !== undefined && !endings.has(ending)) return false;
  if (link.kind !== "code_path") return true;
  if (ending === undefined || target.startsWith("~")) return false;
  const folder = `/${target.replace(/^(\.?\/)+/, "").split("/")[0] ?? ""}/`;
  const roots = target.startsWith("/") ? [""] : ["", folderOf(from.path).slice(0, -1)];
  return (
    /\/./.test(target.slice(1)) &&
    roots.some((root) => world.documents.some((document) => document.path.startsWith(root + folder)))
  );
}

/** The only memory with the same name, else the only one at most two letters away; null when there is none or a choice. */
function nearestPath(path: string, fromPath: string | null, world: DreamWorld): string | null {
  const others = world.documents.map((document) => document.path).filter((other) => other !== fromPath);
  const sameName = others.filter((other) => nameKey(stemOf(other)) === nameKey(stemOf(path)));
  if (sameName.length > 0) return sameName.length === 1 ? (sameName[0] ?? null) : null;
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
