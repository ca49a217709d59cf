import type { Nodes } from "mdast";

export interface MarkdownLink {
  /** `relative`: link, image or definition without a scheme; `wiki`: [[name]]; `code_path`: a code span that reads like a path. */
  kind: "relative" | "wiki" | "code_path";
  /** What is pointed at: percent-decoded, without fragment, query or line number. */
  target: string;
  fragment: string | null;
  /** Label shown for it; for a code path the path itself. */
  text: string;
  /** Counts from 1, front matter included. */
  line: number;
  /** UTF-16 offsets of the target as written in the whole text, so that it can be replaced; the end is exclusive. */
  start: number;
  end: number;
}

export interface LinkSource {
  /** The whole memory; node offsets count from `bodyStart` in it. */
  text: string;
  bodyStart: number;
  lineAt: (offset: number) => number;
}

/** A link of the tree node itself, without its children; null for external addresses, bare fragments and other nodes. */
export function linkOfNode(node: Nodes, source: LinkSource): MarkdownLink | null {
  const [start, end] = spanOf(node, source);
  if (node.type === "inlineCode") return codePath(node.value, start, end, source);
  if (node.type !== "link" && node.type !== "image" && node.type !== "definition") return null;
  if (isExternal(node.url)) return null;
  const span = destinationSpan(node, start, end, source);
  const written = span && source.text.slice(...span);
  if (!span || !written) return null;
  const [target, fragment] = splitTarget(written);
  if (target === "") return null;
  const text = node.type === "link" ? plainText(node) : ((node.type === "image" ? node.alt : node.label) ?? "");
  return {
    kind: "relative",
    target,
    fragment,
    text,
    line: source.lineAt(start),
    start: span[0],
    end: span[0] + beforeFragment(written).length,
  };
}

/** All [[name]], [[name#part]] and [[name|label]] between two offsets of the text; code spans are left out by the caller. */
export function wikiLinks(from: number, to: number, source: LinkSource): MarkdownLink[] {
  const links: MarkdownLink[] = [];
  for (const match of source.text
    .slice(from, to)
    .matchAll(/\[\[([^[\]|#\n]+)(?:#([^[\]|\n]*))?(?:\\?\|([^[\]\n]*))?\]\]/g)) {
    const [, name = "", fragment, label] = match;
    const target = name.replace(/\\$/, "").trim();
    if (target === "") continue;
    const start = from + match.index + 2 + name.indexOf(target);
    links.push({
      kind: "wiki",
      target,
      fragment: fragment?.trim() || null,
      text: label?.trim() || target,
      line: source.lineAt(start),
      start,
      end: start + target.length,
    });
  }
  return links;
}

/** Text of a node without its markup. */
export function plainText(node: Nodes): string {
  if ("value" in node) return node.value;
  if (node.type === "image" || node.type === "imageReference") return node.alt ?? "";
  if (node.type === "break") return " ";
  return "children" in node ? node.children.map(plainText).join("") : "";
}

/** Offsets of a node in the whole text. */
export function spanOf(node: Nodes, source: Pick<LinkSource, "bodyStart">): [number, number] {
  const { position } = node;
  return [source.bodyStart + (position?.start.offset ?? 0), source.bodyStart + (position?.end.offset ?? 0)];
}

function isExternal(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith("//") || url.startsWith("#") || url === "";
}

function destinationSpan(node: Nodes, start: number, end: number, source: LinkSource): [number, number] | null {
  const lastChild = "children" in node ? node.children.at(-1) : undefined;
  const from = lastChild ? spanOf(lastChild, source)[1] : start;
  const written = source.text.slice(from, end);
  const lead = node.type === "definition" ? /\]:\s*/.exec(written) : /\]\(\s*/.exec(written);
  if (!lead) return null;
  const at = lead.index + lead[0].length;
  const angle = written[at] === "<";
  const rest = written.slice(angle ? at + 1 : at);
  const length = angle ? rest.indexOf(">") : destinationLength(rest);
  if (length <= 0) return null;
  const first = from + at + (angle ? 1 : 0);
  return [first, first + length];
}

/** A destination without angle brackets ends at white space or at the parenthesis that it did not open. */
function destinationLength(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === "\\") at++;
    else if (/\s/.test(sign)) return at;
    else if (sign === "(") depth++;
    else if (sign === ")" && depth-- === 0) return at;
  }
  return text.length;
}

function beforeFragment(written: string): string {
  return written.replace(/[?#].*$/s, "");
}

function splitTarget(written: string): [string, string | null] {
  const hash = written.indexOf("#");
  const path = beforeFragment(written).replace(/\\(?=[!-/:-@[-`{-~])/g, "");
  return [percentDecode(path), hash === -1 ? null : percentDecode(written.slice(hash + 1))];
}

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const pathShape = /^(?:~\/|\.{0,2}\/)?[\p{L}\p{N}_.@+-]+(?:\/[\p{L}\p{N}_.@+-]+)*\/?$/u;
const fileEnding =
  /\.(?:md|mdx|txt|json|jsonl|ya?ml|toml|ini|conf|csv|log|sql|sh|py|rb|go|rs|java|kt|c|h|cpp|cs|tsx?|jsx?|mjs|cjs|css|html|tf|proto|env|lock)$/i;

function codePath(value: string, start: number, end: number, source: LinkSource): MarkdownLink | null {
  const target = value.trim().replace(/:\d+(?:[:-]\d+)?$/, "");
  const readsLikePath =
    pathShape.test(target) && /\p{L}/u.test(target) && (fileEnding.test(target) || /\/./.test(target));
  if (!readsLikePath) return null;
  const at = source.text.indexOf(target, start);
  if (at === -1 || at + target.length > end) return null;
  const line = source.lineAt(at);
  return { kind: "code_path", target, fragment: null, text: value.trim(), line, start: at, end: at + target.length };
}
