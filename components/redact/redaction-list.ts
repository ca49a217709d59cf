import type { WireActor } from "@/lib/contract/common";
import type { MemoryVersion } from "@/lib/contract/memory-version";

/** One line of the list that a person keeps of a redaction: that it happened, never what stood there. */
export interface RedactionEntry {
  memory_store_id: string;
  memory_id: string;
  memory_version_id: string;
  sequence: number;
  written_at: string;
  redacted_at: string;
  redacted_by: WireActor | null;
  reason: string | null;
  /** A word-for-word copy that went with its origin. */
  is_copy: boolean;
}

/** Null for a version that was not redacted. */
export function entryOfVersion(version: MemoryVersion, isCopy: boolean): RedactionEntry | null {
  if (version.redacted_at === null) return null;
  return {
    memory_store_id: version.memory_store_id,
    memory_id: version.memory_id,
    memory_version_id: version.id,
    sequence: version.reverie.sequence,
    written_at: version.created_at,
    redacted_at: version.redacted_at,
    redacted_by: version.redacted_by,
    reason: version.reverie.redaction_reason ?? null,
    is_copy: isCopy,
  };
}

const columns = [
  "memory_store_id",
  "memory_id",
  "memory_version_id",
  "sequence",
  "written_at",
  "redacted_at",
  "redacted_by",
  "reason",
  "is_copy",
] as const satisfies readonly (keyof RedactionEntry)[];

/** RFC 4180, with a heading line. */
export function redactionListCsv(entries: readonly RedactionEntry[]): string {
  const rows = entries.map((entry) =>
    columns.map((column) => csvCell(column === "redacted_by" ? actorId(entry.redacted_by) : entry[column])),
  );
  return [columns, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

export function redactionListJson(entries: readonly RedactionEntry[]): string {
  return `${JSON.stringify({ type: "redaction_list", format_version: 1, entries }, null, 2)}\n`;
}

function actorId(actor: WireActor | null): string {
  if (actor === null) return "";
  const [, id = ""] = Object.entries(actor).find(([name]) => name !== "type") ?? [];
  return String(id);
}

function csvCell(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  // A spreadsheet would take such a cell for a formula.
  const inert = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
