/** The readable text of wire content: text as it is, anything else named in brackets, one block under the other. */
export function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map(blockText)
    .filter((text) => text !== "")
    .join("\n");
}

function blockText(block: unknown): string {
  if (typeof block === "string") return block;
  if (!isRecord(block)) return "";
  if (typeof block.text === "string") return block.text;
  switch (block.type) {
    case "redacted":
      return "[redacted]";
    case "image":
      return `[image${sourceWords(block.source)}]`;
    case "document":
      return documentText(block);
    default:
      return "content" in block ? contentText(block.content) : "";
  }
}

function documentText(block: Record<string, unknown>): string {
  const title = typeof block.title === "string" ? ` “${block.title}”` : "";
  const { source } = block;
  const isPlain = isRecord(source) && source.type === "text" && typeof source.data === "string";
  return isPlain ? `[document${title}]\n${source.data}` : `[document${title}${sourceWords(source)}]`;
}

/** Pictures of a transcript are never loaded: their address could tell somebody that they were looked at. */
function sourceWords(source: unknown): string {
  if (!isRecord(source)) return "";
  if (typeof source.media_type === "string") return `, ${source.media_type}`;
  return typeof source.url === "string" ? `, ${source.url}` : "";
}

export interface Leaf {
  /** Keys on the way to the value, joined by dots; empty for a bare value. */
  name: string;
  text: string;
}

/** A call's input as name and value pairs; structures deeper than the first level stand as JSON. */
export function inputLeaves(input: unknown): Leaf[] {
  if (!isRecord(input)) return input === undefined ? [] : [{ name: "", text: valueText(input) }];
  return Object.entries(input).map(([name, value]) => ({ name, text: valueText(value) }));
}

function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

const telling = ["command", "file_path", "path", "notebook_path", "pattern", "query", "url", "description", "title"];
const shownCharacters = 240;

/** The argument that says most about a call, on one line: the command, the path, else the first there is. */
export function firstArgument(input: unknown): string {
  const leaves = inputLeaves(input);
  const leaf = telling.flatMap((name) => leaves.filter((candidate) => candidate.name === name))[0] ?? leaves[0];
  return leaf === undefined ? "" : leaf.text.slice(0, shownCharacters).replace(/\s+/g, " ").trim();
}

/** The same text as indented JSON where it is JSON of several members; else unchanged. */
export function readableJson(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.length > 400_000) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const encoder = new TextEncoder();

export function sizeBytesOf(text: string): number {
  return encoder.encode(text).length;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
