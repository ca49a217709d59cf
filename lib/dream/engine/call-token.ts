import { type Leaf, leaves } from "./event-text";

/** One word of a call's arguments and the place it stands in. */
export interface CallToken {
  /** Keys that lead to the argument. */
  key: string;
  text: string;
  /** What the word is to the call: the argument's name, or in a command line the program and the flag before it. */
  slot: string;
  isPath: boolean;
}

const longestLeaf = 2000;
const mostTokens = 120;

/**
 * Splits the arguments of a call into words: white space, quotes and `--flag=value` separate. Long values such as file bodies are left out:
 * they are content, and a difference in them is no correction.
 */
export function callTokens(input: unknown, rootPath: string | null): CallToken[] {
  const tokens: CallToken[] = [];
  for (const leaf of leaves(input)) {
    if (leaf.text.length > longestLeaf || isContentKey(leaf.key)) continue;
    tokens.push(...tokensOfLeaf(leaf, rootPath));
    if (tokens.length > mostTokens) break;
  }
  return tokens.slice(0, mostTokens);
}

function tokensOfLeaf(leaf: Leaf, rootPath: string | null): CallToken[] {
  const { key } = leaf;
  if (isPathKey(key)) {
    const text = relativeTo(leaf.text.trim(), rootPath);
    return text === "" ? [] : [{ key, text, slot: "path", isPath: true }];
  }
  const words = splitWords(leaf.text, rootPath);
  if (words.length < 2) return words.map((text) => ({ key, text, slot: key, isPath: looksLikePath(text) }));
  let program: string | null = null;
  let previous = "";
  return words.flatMap((text) => {
    if (/^(&&|\|\|?|;|&)$/.test(text)) {
      program = null;
      return [];
    }
    const slot: string = program === null ? "program" : `${program} ${previous.startsWith("-") ? previous : ""}`.trim();
    program ??= text;
    previous = text;
    return [{ key, text, slot, isPath: looksLikePath(text) }];
  });
}

const fileExtension =
  /\.(md|mdx|txt|rst|json|jsonl|ya?ml|toml|ini|cfg|conf|env|lock|xml|html?|css|scss|svg|png|jpe?g|pdf|csv|tsv|sql|sh|bash|zsh|ps1|bat|ts|tsx|js|jsx|mjs|cjs|vue|py|ipynb|go|rs|rb|java|kt|scala|c|h|cc|cpp|hpp|cs|swift|php|pl|lua|r|ex|exs|erl|hs|proto|graphql|tf|hcl|gradle|log|db|sqlite|zip|tar|gz|service)$/i;

/** Whether a word is a file or folder by its form: `svc/name` and host names are not. */
export function looksLikePath(text: string): boolean {
  if (/^-|:\/\/|[*?{}$]/.test(text) || !/^[\w@.~+/-]+$/.test(text)) return false;
  return (
    fileExtension.test(text) || /^(\/|\.\.?\/|~\/)\w/.test(text) || /^\.\w[\w.-]+$/.test(text) || /\/.*\//.test(text)
  );
}

/** Arguments that hold prose or file bodies rather than a reference. */
function isContentKey(key: string): boolean {
  return /(^|\.)(content|contents|new_string|old_string|new_str|old_str|file_text|body|text|thought|prompt|description|todos|edits|message|patch|code)(\.|$)/i.test(
    key,
  );
}

/** Whether an argument names a file or folder. */
function isPathKey(key: string): boolean {
  return /(^|[._])(path|file|filename|filepath|dir|directory|folder|cwd|notebook)$|(file|notebook|dir)_?path$/i.test(
    key,
  );
}

/** `sum(rate(pool_used[5m]))` is made of words; the brackets of `app/[slug]/page` belong to a path. */
function isExpression(word: string): boolean {
  return /[\p{L}\p{N}_][({[]|[)}\]],?[)}\],]/u.test(word) && !/^[\w.@~-]*\/|\$[({]|:\/\//.test(word);
}

function splitWords(text: string, rootPath: string | null): string[] {
  return text
    .replace(/["'`]/g, " ")
    .replace(/(^|\s)(--?[\w-]+)=/g, "$1$2 ")
    .replace(/(\S);(\s|$)/g, "$1 ; ")
    .split(/\s+/)
    .flatMap((word) => (isExpression(word) ? word.split(/[()[\]{},]+/) : [word.replace(/,+$/, "")]))
    .filter(Boolean)
    .map((word) => relativeTo(word, rootPath));
}

/** A path as seen from the project's root, so that two people's checkouts give the same reference. */
export function relativeTo(path: string, rootPath: string | null): string {
  const inside =
    rootPath !== null && path.startsWith(`${rootPath}/`)
      ? path.slice(rootPath.length + 1)
      : path === rootPath
        ? "."
        : path;
  const bare = inside.replace(/^(\.\/)+/, "");
  return bare.length > 1 ? bare.replace(/(?<=.)\/+$/, "") : bare;
}

const sharedRoots = /^\/(tmp|dev|etc|usr|bin|var|proc|opt|sys|mnt\/memory|memories)(\/|$)/;

/**
 * The folder that all absolute paths of a session share, or null. Needs three paths and two segments: less would make a
 * root of a coincidence.
 */
export function guessRootPath(inputs: readonly unknown[], stated: string | undefined): string | null {
  if (stated?.startsWith("/")) return stated.replace(/\/+$/, "") || null;
  const folders = new Set<string>();
  for (const input of inputs) {
    for (const leaf of leaves(input)) {
      if (leaf.text.length > longestLeaf || isContentKey(leaf.key)) continue;
      for (const word of leaf.text.split(/[\s"'`=]+/)) {
        if (/^\/[\w.@-]+\/[\w.@-]+\//.test(word) && !sharedRoots.test(word))
          folders.add(word.slice(0, word.lastIndexOf("/")));
      }
    }
  }
  if (folders.size < 3) return null;
  let shared: string[] | null = null;
  for (const folder of folders) {
    const segments = folder.split("/");
    shared =
      shared === null
        ? segments
        : shared.filter((segment, index) => segment === segments[index] && prefixHolds(shared, segments, index));
  }
  return shared !== null && shared.length >= 3 ? shared.join("/") : null;
}

function prefixHolds(left: readonly string[] | null, right: readonly string[], upTo: number): boolean {
  for (let index = 0; index < upTo; index++) if (left?.[index] !== right[index]) return false;
  return true;
}
