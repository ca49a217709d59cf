import type { MarkdownLink } from "@/lib/text/markdown-links";
import { compareText } from "../engine/canonical-json";
import type { Edit } from "../engine/edit";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan } from "../engine/lesson-line";
import { folderOf, type MemoryDocument } from "../engine/memory-document";
import { citeMemory, citeOpening } from "../engine/memory-evidence";
import { memorySupport } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { resolveLink } from "./resolve-link";

const saysMissing =
  /\b(does not exist|do(es)?n'?t exist|no longer|was (moved|renamed|deleted|removed)|renamed|removed|deleted|missing)\b/i;

/** D11, links: a relative link, [[wiki]] link or path in a code span that leads to no memory, with the one that was likely meant. */
export function detectBrokenLinks(world: DreamWorld): Finding[] {
  return world.documents.flatMap((document) => {
    const broken = document.links.flatMap((link) => {
      const state = resolveLink(link, document, world);
      const isTold = link.kind === "code_path" && saysMissing.test(document.lines[link.line - 1] ?? "");
      return state.kind === "broken" && !isTold ? [{ link, nearest: state.nearest }] : [];
    });
    return [...groupBy(broken, ({ link }) => link.target)]
      .sort(([left], [right]) => compareText(left, right))
      .map(([target, places]) => toFinding(document, target, places, world));
  });
}

function toFinding(
  document: MemoryDocument,
  target: string,
  places: readonly { link: MarkdownLink; nearest: string | null }[],
  world: DreamWorld,
): Finding {
  const nearest = places[0]?.nearest ?? null;
  const found = world.documents.find(({ path }) => path === nearest);
  const state = nearest === null ? "flagged" : "proposed";
  return {
    detector: "D11",
    kind: "broken_link",
    subject: { path: document.path, target, replacement: nearest },
    identity: insightIdentity("broken_link", [document.path, target, nearest]),
    tier: "exact",
    claim:
      nearest === null
        ? `${document.path} points to ${codeSpan(target.replaceAll("`", "'"))}, which is no memory.`
        : `${document.path} points to ${codeSpan(target.replaceAll("`", "'"))}, which is no memory; ${nearest} is the only one with such a name.`,
    conditions: [],
    support: memorySupport(places.length),
    evidence: [
      ...places.map(({ link }) => citeMemory(document, link.line, link.line)),
      ...[found ? citeOpening(found) : null].filter((item) => item !== null),
    ],
    state,
    droppedReason: nearest === null ? "no single memory has such a name" : null,
    edits: nearest === null ? [] : places.map(({ link }) => repair(document, link, nearest)),
  };
}

function repair(document: MemoryDocument, link: MarkdownLink, nearest: string): Edit {
  const { content } = document.memory;
  const lineStart = content.lastIndexOf("\n", link.start - 1) + 1;
  return {
    op: "substitute",
    path: document.path,
    line: link.line,
    column: link.start - lineStart,
    expected: content.slice(link.start, link.end),
    text: writtenLike(link, document.path, nearest),
    cause: { kind: "moved_to", path: nearest },
  };
}

/** The new target in the style of the old one: absolute or relative, with or without file ending. */
function writtenLike(link: MarkdownLink, fromPath: string, nearest: string): string {
  const hasEnding = /\.[A-Za-z0-9]{1,8}$/.test(link.target);
  const path = hasEnding ? nearest : nearest.replace(/(?<=[^/])\.[A-Za-z0-9]{1,8}$/, "");
  if (link.kind === "wiki" && !link.target.includes("/")) return path.slice(path.lastIndexOf("/") + 1);
  if (link.kind === "wiki") return link.target.startsWith("/") ? path : path.slice(1);
  const mount = /^\/(?:mnt\/memory|memories)\/[^/]+/.exec(link.target)?.[0];
  const written = link.target.startsWith("/")
    ? (mount ?? "") + path
    : relativePath(folderOf(fromPath), path, link.target.startsWith("./"));
  return link.kind === "relative"
    ? written.replace(/[\s()<>]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"))
    : written;
}

function relativePath(fromFolder: string, path: string, isDotted: boolean): string {
  const from = fromFolder.split("/").slice(1, -1);
  const to = path.split("/").slice(1);
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const climb = "../".repeat(from.length - shared);
  return (climb === "" && isDotted ? "./" : climb) + to.slice(shared).join("/");
}
