import { memoryPathProblem } from "@/lib/contract/memory-path-rules";
import type { ExportedVersion } from "@/lib/contract/transfer";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { pathOfEntry } from "./entry-name";

/** What an import found: a file of an archive, or one version of a JSON lines export. */
export interface IncomingFile {
  /** null for a version without one, since it was redacted. */
  path: string | null;
  /** null for a version that deleted its memory or was redacted. */
  content: string | null;
  claim: IncomingClaim;
}

/** What the source said beside the text. */
export type IncomingClaim = { kind: "file"; modifiedAt: Date | null } | { kind: "version"; version: ExportedVersion };

export const contentLimitBytes = 102_400;

const strictDecoder = () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes as text, exactly. Throws InvalidRequestError, which calls the place `label`. */
export function decodeText(bytes: Uint8Array, label: string): string {
  let text: string;
  try {
    text = strictDecoder().decode(bytes);
  } catch {
    throw new InvalidRequestError(`${label} is not valid UTF-8.`);
  }
  if (text.includes("\0")) throw new InvalidRequestError(`${label} contains the character U+0000.`);
  return text;
}

/** A file of an archive as a memory. Throws InvalidRequestError for what no memory may be named or hold. */
export function fileOfArchive(entry: { name: string; bytes: Uint8Array; modifiedAt: Date | null }): IncomingFile {
  const path = pathOfArchiveName(entry.name);
  const content = decodeText(entry.bytes, labelOf(entry.name));
  return { path, content, claim: { kind: "file", modifiedAt: entry.modifiedAt } };
}

/** The memory path of a name in an archive. Throws InvalidRequestError for names that lead out of it and for what is no path. */
export function pathOfArchiveName(name: string): string {
  if (name.startsWith("/")) throw new InvalidRequestError(`${labelOf(name)} has an absolute name.`);
  const path = pathOfEntry(name);
  const problem = memoryPathProblem(path);
  if (problem !== null) throw new InvalidRequestError(`${labelOf(name)} cannot be a memory: its path ${problem}.`);
  return path;
}

/** Refuses a folder's name that leads out of the archive; folders are nothing by themselves. */
export function checkFolderName(name: string): void {
  if (name.startsWith("/")) throw new InvalidRequestError(`${labelOf(name)} has an absolute name.`);
  if (name.split(/[/\\]/).includes("..")) throw new InvalidRequestError(`${labelOf(name)} leads out of the archive.`);
}

/** How a refusal calls an entry. */
export function labelOf(name: string): string {
  return `The entry ${JSON.stringify(name.slice(0, 200))}`;
}
