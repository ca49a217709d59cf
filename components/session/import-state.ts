import type { Session } from "@/lib/contract/session";
import type { ImportedTranscripts } from "./upload-transcript";

/** What became of one file. */
export type FileResult = { name: string } & (
  | ({ kind: "imported" } & ImportedTranscripts)
  | { kind: "failed"; reason: string }
  | { kind: "stopped" }
);

export type ImportState =
  | { kind: "choosing" }
  | { kind: "sending"; fileIndex: number; sentBytes: number; results: readonly FileResult[] }
  | { kind: "done"; results: readonly FileResult[] };

/** Bytes sent of all files together, for one bar over them. */
export function bytesSent(files: readonly Pick<File, "size">[], fileIndex: number, sentBytes: number): number {
  const before = files.slice(0, fileIndex).reduce((sum, file) => sum + file.size, 0);
  // A browser counts the frame of the request too; more than the file was never sent.
  return before + Math.min(sentBytes, files[fileIndex]?.size ?? 0);
}

/** Every session that came of an import, each once: several files can belong to one. */
export function sessionsOf(results: readonly FileResult[]): Session[] {
  const sessions = new Map<string, Session>();
  for (const result of results) {
    if (result.kind === "imported") for (const session of result.data) sessions.set(session.id, session);
  }
  return [...sessions.values()];
}
