import type { MemoryVersion } from "@/lib/contract/memory-version";

/** What is to go: words as they stand, a PostgreSQL regular expression, or whole lines of the current text. */
export type RedactionTarget =
  | { kind: "text"; text: string }
  | { kind: "regex"; pattern: string }
  | { kind: "lines"; first: number; last: number; seenSha256: string };

export interface RedactionFile {
  storeId: string;
  memoryId: string;
  path: string;
}

/** What somebody asked to redact, as it stood when they asked. Without a target they choose it first. */
export type RedactionRequest =
  | { kind: "words"; target: RedactionTarget | null; files: readonly RedactionFile[] }
  | { kind: "version"; version: MemoryVersion; path: string };

/** The body of a request to redact in one file. */
export function redactionBody(target: RedactionTarget, scope: "head" | "memory", isDryRun: boolean) {
  const how = { scope, dry_run: isDryRun };
  switch (target.kind) {
    case "text":
      return { text: target.text, ...how };
    case "regex":
      return { regex: target.pattern, ...how };
    case "lines":
      // Numbers mean something only in the text that they were chosen in.
      return {
        lines: [[target.first, target.last]],
        precondition: { type: "content_sha256", content_sha256: target.seenSha256 },
        ...how,
      };
  }
}

/** "the selected words", "lines 3 to 9": for a sentence; never the words themselves. */
export function nameOfTarget(target: RedactionTarget): string {
  if (target.kind === "text") return target.text.includes("\n") ? "the chosen passage" : "the chosen words";
  if (target.kind === "regex") return "what the pattern finds";
  return target.first === target.last ? `line ${target.first}` : `lines ${target.first} to ${target.last}`;
}
