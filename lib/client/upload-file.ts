import { apiErrorOf, unreachableError } from "./api-error";
import { type QueryValue, queryString } from "./query-string";

interface UploadRequest {
  query: Readonly<Record<string, QueryValue>>;
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file to `/v1${path}`, streamed from the disk, and reads JSON. `fetch` cannot say how far an upload has come, so
 * this does without it.
 * @throws ApiError when the server refuses, answers unreadably or cannot be reached; the abort's reason when aborted.
 */
export function uploadFile<Answer>(path: `/${string}`, file: Blob, upload: UploadRequest): Promise<Answer> {
  const { query, onProgress, signal } = upload;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1${path}${queryString(query)}`);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status === 200 && body !== null) resolve(body as Answer);
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
