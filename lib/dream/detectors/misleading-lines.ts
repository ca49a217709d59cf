import { callTokens } from "../engine/call-token";
import type { SubstituteEdit } from "../engine/edit";
import { holdsWord } from "../engine/holds-word";
import type { MemoryDocument } from "../engine/memory-document";
import type { DreamWorld } from "../engine/world";

export interface MisleadingLine {
  document: MemoryDocument;
  line: number;
  edit: SubstituteEdit;
}

const saysSo =
  /\b(not|no longer|never|was|were|old|formerly|renamed|removed|instead|deprecated|missing)\b|n't\b|->|→|=>/i;

/**
 * Lines of memory whose code gives the wrong word in the very place where calls failed with it: the same argument of the same
 * program, or the same path; or whose label is what the errors call the word. Prose that happens to hold the word, and lines that speak of the change, are left alone.
 * `eventId` names the event that shows the word to be wrong.
 */
export function misleadingLines(
  world: DreamWorld,
  wrong: { text: string; isPath: boolean; slots: readonly string[]; nouns: readonly string[] },
  right: string,
  eventId: string,
): MisleadingLine[] {
  const change = { expected: wrong.text, text: right, cause: { kind: "contradicted_by" as const, eventId } };
  return world.documents.flatMap((document) =>
    document.lines.flatMap((text, index): MisleadingLine[] => {
      if (!holdsWord(text, wrong.text) || holdsWord(text, right) || saysSo.test(text)) return [];
      const labelled = labelledValue(text, wrong);
      if (labelled !== -1) return [substitution(document, { line: index + 1, column: labelled }, change)];
      return codeOf(document, text, index + 1).flatMap(({ code, at }) => {
        const isSame = callTokens({ command: code }, null).some(
          (token) =>
            token.text === wrong.text &&
            (wrong.slots.includes(token.slot) ||
              (wrong.isPath && (code.trim() === wrong.text || token.slot.includes(" ")))),
        );
        const column = isSame ? wordAt(code, wrong.text) : -1;
        if (column === -1) return [];
        return [substitution(document, { line: index + 1, column: at + column }, change)];
      });
    }),
  );
}

type Place = Pick<SubstituteEdit, "line" | "column">;

function substitution(
  document: MemoryDocument,
  { line, column }: Place,
  change: Pick<SubstituteEdit, "expected" | "text" | "cause">,
): MisleadingLine {
  return { document, line, edit: { op: "substitute", path: document.path, line, column, ...change } };
}

/** Where the value of `namespace: x` stands, if that is the wrong word and errors call it a namespace; else -1. */
function labelledValue(text: string, wrong: { text: string; nouns: readonly string[] }): number {
  const [, label = "", value = ""] =
    /^\s*(?:[-*+]\s+)?[*_]*([\p{L}_ -]{2,40}?)[*_]*\s*[:=]\s*["'`]?(.+?)["'`]?[.,]?\s*$/u.exec(text) ?? [];
  const noun = singular(
    label
      .trim()
      .split(/[\s_-]+/)
      .at(-1) ?? "",
  );
  return value === wrong.text && wrong.nouns.some((named) => singular(named) === noun) ? text.lastIndexOf(value) : -1;
}

function singular(noun: string): string {
  return noun.toLowerCase().replace(/s$/, "");
}

/** What errors call a word: the noun right before it, as in `namespaces "x" not found`. */
export function nounsBefore(texts: readonly string[], word: string): string[] {
  const nouns = texts.flatMap((text) => {
    const at = text.indexOf(word);
    const noun = at === -1 ? undefined : /([\p{L}]{3,})[\s"'`«:(]*$/u.exec(text.slice(Math.max(0, at - 60), at))?.[1];
    return noun === undefined ? [] : [noun.toLowerCase()];
  });
  return [...new Set(nouns)];
}

/** Code spans of a line, or the whole line inside a fenced block. */
function codeOf(document: MemoryDocument, text: string, line: number): { code: string; at: number }[] {
  const isFenced = document.units.some(
    ({ kind, startLine, endLine }) => kind === "code" && startLine < line && line < endLine,
  );
  if (isFenced) return [{ code: text, at: 0 }];
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => ({ code: match[1] ?? "", at: match.index + 1 }));
}

function wordAt(code: string, word: string): number {
  for (let at = code.indexOf(word); at !== -1; at = code.indexOf(word, at + 1)) {
    if (!/[\w-]/.test(code[at - 1] ?? " ") && !/[\w-]/.test(code[at + word.length] ?? " ")) return at;
  }
  return -1;
}
