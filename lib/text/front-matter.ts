import { parse } from "yaml";
import { countLines } from "./lines";

export interface FrontMatter {
  /** The block as written, both delimiters and the last line feed included. */
  raw: string;
  /** Empty when `malformed`. Values are plain data: no code engines, no custom tags, dates stay text. */
  data: Record<string, unknown>;
  /** Lines the block takes, so the body starts at line `lineCount + 1`. */
  lineCount: number;
  /** True when the block is not YAML, or is YAML but not a mapping. */
  malformed: boolean;
}

const opening = /^\ufeff?---[ \t]*\r?\n/;
const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m;
const maxYamlLength = 65_536;

/**
 * Reads the YAML block at the top of a memory, or null when there is none. A delimiter that names a language (`---js`) opens
 * nothing: such blocks are text here, because a memory must never be able to run.
 */
export function parseFrontMatter(text: string): FrontMatter | null {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return null;
  const end = closing.exec(text.slice(start));
  if (!end) return null;
  const raw = text.slice(0, start + end.index + end[0].length);
  const data = readMapping(text.slice(start, start + end.index));
  return { raw, data: data ?? {}, lineCount: countLines(raw), malformed: data === null };
}

function readMapping(yaml: string): Record<string, unknown> | null {
  if (yaml.trim() === "") return {};
  if (yaml.length > maxYamlLength) return null;
  try {
    const value: unknown = parse(yaml, { schema: "core", maxAliasCount: 20, logLevel: "error", prettyErrors: false });
    return isMapping(value) ? value : null;
  } catch {
    return null;
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
