import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { wordTokens } from "@/lib/text/similarity";
import { failureWords, negations } from "./word-lists";

export type CheckedKind = "code" | "quotation" | "path" | "flag" | "host" | "date" | "number" | "name" | "negation";

export interface CheckedToken {
  kind: CheckedKind;
  text: string;
}

/** A number and its unit are one value: 5 min is neither 5 s nor 5. */
const unit = "(?:%|(?:ms|s|sec|seconds?|min|minutes?|h|hours?|d|days?|weeks?|[kKMGT]i?B|[kKMG]|m|x|USD|EUR)\\b)";
const beforeUnit = new RegExp(`(?<=\\d)\\s+(?=${unit})`, "g");

/** In the order in which they claim text: what a code span holds is not looked at again. */
const shapes: readonly { kind: Exclude<CheckedKind, "negation">; pattern: RegExp }[] = [
  { kind: "code", pattern: /`+([^`\n]+)`+/g },
  { kind: "quotation", pattern: /"([^"\n]{2,})"|“([^”\n]{2,})”|„([^“\n]{2,})“|«([^»\n]{2,})»/g },
  {
    kind: "date",
    pattern: /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/g,
  },
  { kind: "flag", pattern: /(?<![\w-])--?[A-Za-z][\w-]*(?==|\b)/g },
  { kind: "path", pattern: /(?<![\w/])(?:~|\.{1,2})?\/[\w.@-]+(?:\/[\w.@-]*)*|\b[\w.@-]+(?:\/[\w.@-]+)+/g },
  { kind: "host", pattern: /\b(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\b/gi },
  {
    kind: "name",
    pattern:
      /\b[A-Za-z]+(?:[-_][A-Za-z0-9]+)*[-_][A-Za-z0-9]*\d[A-Za-z0-9]*\b|\b[a-z0-9]+(?:[_-][a-z0-9]+)+\b|\b[a-z]+[A-Z]\w*\b/g,
  },
  { kind: "number", pattern: new RegExp(`(?<![\\w.])[-+]?\\d+(?:[.,:]\\d+)*(?:\\s?${unit})?`, "g") },
];

/**
 * The parts of a text that can be wrong without sounding wrong: code, quotations, dates, flags, paths, hosts, compound names,
 * numbers, negations. Each must come from somewhere.
 */
export function checkedTokens(text: string): CheckedToken[] {
  const tokens: CheckedToken[] = [];
  let rest = text;
  for (const { kind, pattern } of shapes) {
    rest = rest.replace(pattern, (whole: string, ...groups: unknown[]) => {
      const inner = groups.find((group): group is string => typeof group === "string" && whole.includes(group));
      const own = kind === "code" || kind === "quotation" ? inner : undefined;
      tokens.push({ kind, text: foldWhiteSpace(own ?? whole).replace(/[.,:]$/, "") });
      return " ";
    });
  }
  for (const word of plainWords(text)) if (negations.has(word)) tokens.push({ kind: "negation", text: word });
  return tokens.filter((token) => token.text !== "");
}

/** The first part of the text that none of the sources holds; null when all come from somewhere. */
export function unsourcedToken(text: string, sources: readonly string[]): CheckedToken | null {
  const folded = sources.map((source) => foldWhiteSpace(source));
  const isNegative = sources.some((source) =>
    plainWords(source).some((word) => negations.has(word) || failureWords.has(word)),
  );
  return (
    checkedTokens(text).find((token) =>
      token.kind === "negation" ? !isNegative : !folded.some((source) => holdsToken(source, token)),
    ) ?? null
  );
}

/** Letter case counts: `Prod` and `prod` are two namespaces. A number must not be a piece of a longer one. */
function holdsToken(source: string, { kind, text }: CheckedToken): boolean {
  const wanted = kind === "number" ? text.replace(beforeUnit, "") : text;
  const searched = kind === "number" ? source.replace(beforeUnit, "") : source;
  for (let at = searched.indexOf(wanted); at !== -1; at = searched.indexOf(wanted, at + 1)) {
    const before = searched[at - 1] ?? " ";
    const after = searched.slice(at + wanted.length, at + wanted.length + 2);
    if (/[\p{L}\p{N}_]/u.test(before) && /[\p{L}\p{N}_]/u.test(wanted[0] ?? "")) continue;
    if (/^[\p{L}\p{N}_]/u.test(after) && /[\p{L}\p{N}_]$/u.test(wanted)) continue;
    if (kind === "number" && (/[.,:]/.test(before) || /^[.,:]\d/.test(after))) continue;
    return true;
  }
  return false;
}

/** Words with the apostrophes of contractions taken out: "doesn't" is one word. */
function plainWords(text: string): string[] {
  return wordTokens(text.replace(/['’]/g, ""));
}
