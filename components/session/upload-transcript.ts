import { apiErrorOf, unreachableError } from "@/lib/client/api-error";
import { queryString } from "@/lib/client/query-string";
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

/**
 * Sends a file to be imported, streamed from the disk. `fetch` cannot say how far an upload has come, so this does
 * without it.
 * @throws ApiError when the server refuses, answers unreadably or cannot be reached; the abort's reason when aborted.
 */
export function uploadTranscript(file: File, options: UploadOptions): Promise<ImportedTranscripts> {
  const { format, storeIds, onProgress, signal } = options;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/sessions/import${queryString({ format, memory_store_id: storeIds })}`);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status === 200 && body !== null) resolve(body as ImportedTranscripts);
      else reject(apiErrorOf(request.status, body, request.getResponseHeader("request-id")));
    };
    request.onerror = () => reject(unreachableError());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
