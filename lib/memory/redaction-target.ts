import { randomBytes } from "node:crypto";
import type { Queryable } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { lineSpans, type Span, spansOfLines, spansOfMarked, spansOfText } from "./mask-spans";
import { buildPattern } from "./search/build-pattern";

/** What a person wants to be gone. Lines stand for their texts, wherever these are whole lines. */
export type RedactionTarget =
  | { kind: "text"; text: string }
  | { kind: "regex"; pattern: string }
  | { kind: "lines"; lines: ReadonlySet<string> };

/** Settles a request against the current content. Throws InvalidRequestError for lines that it has not. */
export function resolveTarget(
  wanted: { text?: string | undefined; regex?: string | undefined; lines?: [number, number][] | undefined },
  content: string,
): RedactionTarget {
  if (wanted.text !== undefined) return { kind: "text", text: wanted.text };
  if (wanted.regex !== undefined) {
    // Read as search reads it, so that what a person found is what is redacted.
    const found = buildPattern("regex", wanted.regex, true);
    return { kind: "regex", pattern: "pattern" in found ? found.pattern : wanted.regex };
  }
  const spans = lineSpans(content);
  const lines = new Set<string>();
  for (const [first, last] of wanted.lines ?? []) {
    if (last > spans.length) throw new InvalidRequestError(`lines: the memory has ${spans.length} lines.`);
    for (const { start, end } of spans.slice(first - 1, last)) {
      const line = content.slice(start, end);
      if (/[\p{L}\p{N}]/u.test(line)) lines.add(line);
    }
  }
  if (lines.size === 0) throw new InvalidRequestError("lines: there is nothing but white space and marks in them.");
  return { kind: "lines", lines };
}

/** A condition on the text expression `text`, over the parameters that `targetValue` gives from `place` on. */
export function holdsTarget(target: RedactionTarget, text: string, place: number): string {
  switch (target.kind) {
    case "text":
      return `position($${place}::text IN ${text}) > 0`;
    case "regex":
      // A match of nothing is none.
      return `regexp_replace(${text}, $${place}::text, '', 'g') <> ${text}`;
    case "lines":
      return `string_to_array(replace(${text}, E'\\r\\n', E'\\n'), E'\\n') && $${place}::text[]`;
  }
}

/** The parameter of `holdsTarget`. */
export function targetValue(target: RedactionTarget): string | string[] {
  if (target.kind === "text") return target.text;
  return target.kind === "regex" ? target.pattern : [...target.lines].map((line) => line.replace(/\r$/, ""));
}

/** Where the target stands in a text. Regular expressions are PostgreSQL's, so it says where they match. */
export async function findSpans(db: Queryable, target: RedactionTarget, content: string): Promise<Span[]> {
  if (target.kind === "text") return spansOfText(content, target.text);
  if (target.kind === "lines") return spansOfLines(content, new Set([...target.lines].flatMap(withBothEnds)));
  const mark = `mark${randomBytes(16).toString("hex")}`;
  const { rows } = await db.query<{ marked: string }>(
    String.raw`SELECT regexp_replace($1::text, $2, $3 || '\&' || $3, 'g') AS marked`,
    [content, target.pattern, mark],
  );
  return spansOfMarked(rows[0]?.marked ?? "", mark);
}

function withBothEnds(line: string): string[] {
  const bare = line.replace(/\r$/, "");
  return [bare, `${bare}\r`];
}
