import type { MemoryVersion } from "@/lib/contract/memory-version";
import type { TranscriptEvent } from "./event-kind";
import { type Mount, touchesOf } from "./memory-touches";

/** What a session did to one path of a store. */
export interface FileSummary {
  path: string;
  /** Events of the calls that read it, in order. */
  readEventIds: string[];
  /** Events of the calls that wrote it. */
  writeEventIds: string[];
  /** Versions that the session made, newest first. */
  versions: MemoryVersion[];
}

/** Calls and versions of a store, file by file: written files first, then by path. */
export function summariseFiles(
  mount: Mount,
  calls: readonly TranscriptEvent[],
  versions: readonly MemoryVersion[],
): FileSummary[] {
  const files = new Map<string, FileSummary>();
  const fileAt = (path: string): FileSummary => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const fresh: FileSummary = { path, readEventIds: [], writeEventIds: [], versions: [] };
    files.set(path, fresh);
    return fresh;
  };
  for (const call of calls) {
    const name = typeof call.name === "string" ? call.name : "";
    for (const touch of touchesOf(name, call.input, [mount])) {
      const file = fileAt(touch.path);
      (touch.mode === "write" ? file.writeEventIds : file.readEventIds).push(call.id);
    }
  }
  for (const version of versions) fileAt(version.path ?? redactedPath).versions.push(version);
  return [...files.values()].sort(
    (a, b) => Number(isWritten(b)) - Number(isWritten(a)) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
  );
}

/** Stands for the path of versions whose path was redacted. */
export const redactedPath = "";

export function isWritten(file: FileSummary): boolean {
  return file.versions.length > 0 || file.writeEventIds.length > 0;
}
