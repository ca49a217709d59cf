import type { ListItem, Nodes, Parent, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { foldWhiteSpace } from "./fold-white-space";
import { type FrontMatter, parseFrontMatter } from "./front-matter";
import { type LinkSource, linkOfNode, type MarkdownLink, plainText, spanOf, wikiLinks } from "./markdown-links";
import { tameMarkdown } from "./tame-markdown";

export interface MarkdownHeading {
  depth: number;
  text: string;
  /** Texts of the headings it stands under, outermost first, its own last. */
  path: string[];
  line: number;
}

/** The smallest piece of a memory that says something by itself. Lines count from 1, front matter included. */
export interface MarkdownUnit {
  kind: "bullet" | "paragraph" | "table_row" | "code" | "html";
  /** The source without list marker and check box, white space folded; code is as written. */
  text: string;
  startLine: number;
  /** Last line of its own text; a bullet's nested bullets are units of their own. */
  endLine: number;
  /** Last line including what is nested below a bullet; equals `endLine` for the others. */
  blockEndLine: number;
  headingPath: string[];
  /** State of a task list item; null where there is no check box. */
  checked: boolean | null;
}

export interface MarkdownMemory {
  frontMatter: FrontMatter | null;
  headings: MarkdownHeading[];
  units: MarkdownUnit[];
  links: MarkdownLink[];
}

interface Walk extends LinkSource {
  headings: MarkdownHeading[];
  units: MarkdownUnit[];
  links: MarkdownLink[];
  headingPath: string[];
  /** Headings that none of their depth or a shallower one has closed yet, outermost first. */
  open: MarkdownHeading[];
}

const processor = unified().use(remarkParse).use(remarkGfm);

/**
 * Reads a memory as Markdown (CommonMark with GFM): front matter, headings, units and links, all with their places.
 * Any text is valid Markdown, so this never throws; text that would cost the parser too much is read as plain letters there.
 */
export function parseMarkdownUnits(text: string): MarkdownMemory {
  const frontMatter = parseFrontMatter(text);
  const bodyStart = frontMatter?.raw.length ?? (text.startsWith("\ufeff") ? 1 : 0);
  const tree: Root = processor.parse(tameMarkdown(text.slice(bodyStart)));
  const walk: Walk = {
    text,
    bodyStart,
    lineAt: lineFinder(text),
    headings: [],
    units: [],
    links: [],
    headingPath: [],
    open: [],
  };
  for (const node of tree.children) {
    if (node.type === "heading") addHeading(node.depth, foldWhiteSpace(plainText(node)), node, walk);
    addUnits(node, walk);
    addLinks(node, walk);
  }
  walk.links.sort((left, right) => left.start - right.start);
  const { headings, units, links } = walk;
  return { frontMatter, headings, units, links };
}

function addHeading(depth: number, text: string, node: Nodes, walk: Walk): void {
  while ((walk.open.at(-1)?.depth ?? 0) >= depth) walk.open.pop();
  walk.headingPath = [...(walk.open.at(-1)?.path ?? []), text];
  const heading = { depth, text, path: walk.headingPath, line: walk.lineAt(spanOf(node, walk)[0]) };
  walk.open.push(heading);
  walk.headings.push(heading);
}

function addUnits(node: Nodes, walk: Walk): void {
  switch (node.type) {
    case "paragraph":
    case "html":
      addUnit(node.type, foldWhiteSpace(sourceOf(node, walk)), node, walk);
      return;
    case "code":
      addUnit("code", node.value, node, walk);
      return;
    case "listItem":
      addBullet(node, walk);
      return;
    case "table":
      // The first row names the columns: structure, not a statement.
      for (const row of node.children.slice(1)) addUnit("table_row", foldWhiteSpace(sourceOf(row, walk)), row, walk);
      return;
    case "list":
    case "blockquote":
    case "footnoteDefinition":
      for (const child of node.children) addUnits(child, walk);
      return;
    default:
  }
}

function addBullet(item: ListItem, walk: Walk): void {
  const own = item.children.filter((child) => child.type === "paragraph");
  const rest = item.children.filter((child) => child.type !== "paragraph");
  const [start, end] = spanOf(item, walk);
  const firstNested = rest.find((child) => child.type === "list");
  const ownEnd = Math.max(start, ...own.map((child) => spanOf(child, walk)[1]));
  const text = foldWhiteSpace(own.map((child) => sourceOf(child, walk)).join(" ")).replace(/^\[[ xX]\] /, "");
  if (text !== "") {
    // A second paragraph below a nested list would make the range cover the nested bullets too.
    const limit = firstNested ? spanOf(firstNested, walk)[0] : ownEnd;
    const lastOwn = own.findLast((child) => spanOf(child, walk)[1] <= limit);
    const endOffset = lastOwn ? spanOf(lastOwn, walk)[1] : Math.min(ownEnd, limit);
    pushUnit({ kind: "bullet", text, checked: item.checked ?? null }, start, endOffset, end, walk);
  }
  for (const child of rest) addUnits(child, walk);
}

function addUnit(kind: MarkdownUnit["kind"], text: string, node: Nodes, walk: Walk): void {
  const [start, end] = spanOf(node, walk);
  if (text !== "") pushUnit({ kind, text, checked: null }, start, end, end, walk);
}

function pushUnit(
  unit: Pick<MarkdownUnit, "kind" | "text" | "checked">,
  start: number,
  end: number,
  blockEnd: number,
  walk: Walk,
): void {
  const lastOf = (offset: number) => walk.lineAt(Math.max(start, offset - 1));
  walk.units.push({
    ...unit,
    startLine: walk.lineAt(start),
    endLine: lastOf(end),
    blockEndLine: lastOf(blockEnd),
    headingPath: walk.headingPath,
  });
}

function addLinks(node: Nodes, walk: Walk): void {
  const link = linkOfNode(node, walk);
  if (link) walk.links.push(link);
  if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") addWikiLinks(node, walk);
  if ("children" in node) for (const child of node.children) addLinks(child, walk);
}

function addWikiLinks(node: Parent & Nodes, walk: Walk): void {
  const [start, end] = spanOf(node, walk);
  const codeSpans = collect(node, "inlineCode").map((code) => spanOf(code, walk));
  const isCode = (offset: number) => codeSpans.some(([from, to]) => offset >= from && offset < to);
  for (const link of wikiLinks(start, end, walk)) if (!isCode(link.start)) walk.links.push(link);
}

function collect(node: Nodes, type: Nodes["type"]): Nodes[] {
  if (node.type === type) return [node];
  return "children" in node ? node.children.flatMap((child: Nodes) => collect(child, type)) : [];
}

function sourceOf(node: Nodes, walk: Walk): string {
  return walk.text.slice(...spanOf(node, walk));
}

function lineFinder(text: string): (offset: number) => number {
  const feeds: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) feeds.push(at);
  return (offset) => {
    let [low, high] = [0, feeds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((feeds[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
