import { uploadFile } from "@/lib/client/upload-file";
import type { Session } from "@/lib/contract/session";
import type { ImportFormat } from "@/lib/contract/session-event";

export interface ImportedTranscripts {
  data: Session[];
  skipped: { line: number; reason: string }[];
}

export interface UploadOptions {
  format: ImportFormat | "auto";
  storeIds: readonly string[];
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/** Sends a file to be imported. Throws as `uploadFile` does. */
export function uploadTranscript(file: File, options: UploadOptions): Promise<ImportedTranscripts> {
  const { format, storeIds, onProgress, signal } = options;
  const query = { format, memory_store_id: storeIds };
  return uploadFile("/sessions/import", file, { query, onProgress, signal });
}
