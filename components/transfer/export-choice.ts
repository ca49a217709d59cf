import type { ExportFormat } from "@/lib/contract/transfer";

export interface ExportChoice {
  format: ExportFormat;
  /** For jsonl and git: every version, or the files as they stand. */
  hasHistory: boolean;
  /** As typed; empty = the whole store. */
  folder: string;
  /** "2026-05-03T10:00", in UTC, as the field for it gives it; empty = now. */
  at: string;
}

export const exportFormats = [
  { value: "zip", label: "Files as .zip", hint: "Opens anywhere" },
  { value: "tar.gz", label: "Files as .tar.gz", hint: "For shells and containers" },
  { value: "jsonl", label: "Everything as .jsonl", hint: "Can be imported again with its history" },
  { value: "git", label: "As a git history", hint: "For git fast-import; one commit a version" },
] as const satisfies readonly { value: ExportFormat; label: string; hint: string }[];

/** Archives hold files alone. */
export function mayHaveHistory(format: ExportFormat): boolean {
  return format === "jsonl" || format === "git";
}

/** "runbooks" or "/runbooks" → "/runbooks/"; null for the whole store. */
export function folderPrefix(folder: string): string | null {
  const segments = folder.split("/").filter((segment) => segment.trim() !== "");
  return segments.length === 0 ? null : `/${segments.join("/")}/`;
}

/** What the server is asked for. */
export function exportQueryOf({ format, hasHistory, folder, at }: ExportChoice) {
  return {
    format,
    path_prefix: folderPrefix(folder),
    at: at === "" ? null : new Date(`${at}Z`).toISOString(),
    ...(mayHaveHistory(format) ? { history: hasHistory } : {}),
  };
}

/** A moment as the field for it takes it: "2026-05-03T10:00:09", in UTC. */
export function fieldMoment(at: string | null): string {
  // Rounded up: what was written within the second is meant too.
  return at === null ? "" : new Date(Math.ceil(Date.parse(at) / 1000) * 1000).toISOString().slice(0, 19);
}
