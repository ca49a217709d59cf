import { apiErrorOf, unreachableError } from "./api-error";
import { type QueryValue, queryString } from "./query-string";

interface DownloadRequest {
  query: Readonly<Record<string, QueryValue>>;
  onProgress: (receivedBytes: number) => void;
  signal: AbortSignal;
}

export interface DownloadedFile {
  fileName: string;
  /** The browser keeps it, on the disk where it is large. */
  blob: Blob;
}

/** Pieces are handed to the browser in this size, so that the page holds no more than one of them itself. */
const pieceBytes = 8 * 1024 * 1024;

/**
 * Fetches `/v1${path}` as a file, and says how much of it has come.
 * @throws ApiError when the server refuses, breaks off or cannot be reached; the abort's reason when aborted.
 */
export async function downloadFile(path: `/${string}`, download: DownloadRequest): Promise<DownloadedFile> {
  const { query, onProgress, signal } = download;
  try {
    const response = await fetch(`/v1${path}${queryString(query)}`, { credentials: "same-origin", signal });
    if (!response.ok || response.body === null) {
      throw apiErrorOf(response.status, await response.json().catch(() => null), response.headers.get("request-id"));
    }
    const type = response.headers.get("content-type") ?? "application/octet-stream";
    const blob = await collect(response.body, onProgress);
    return { fileName: fileNameOf(response.headers.get("content-disposition")), blob: new Blob([blob], { type }) };
  } catch (error) {
    // Both a lost connection and a stream that the server broke off arrive as a TypeError.
    throw signal.aborted ? signal.reason : error instanceof TypeError ? unreachableError() : error;
  }
}

async function collect(body: ReadableStream<Uint8Array<ArrayBuffer>>, onProgress: (bytes: number) => void) {
  const pieces: Blob[] = [];
  let piece: Uint8Array<ArrayBuffer>[] = [];
  let [waitingBytes, receivedBytes] = [0, 0];
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    piece.push(read.value);
    waitingBytes += read.value.byteLength;
    receivedBytes += read.value.byteLength;
    onProgress(receivedBytes);
    if (waitingBytes < pieceBytes) continue;
    pieces.push(new Blob(piece));
    piece = [];
    waitingBytes = 0;
  }
  return new Blob([...pieces, ...piece]);
}

/** The name that the server gives it; `download` where it gives none. */
function fileNameOf(disposition: string | null): string {
  return /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "download";
}
