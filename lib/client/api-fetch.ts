import { apiErrorOf, unreachableError } from "./api-error";
import { type QueryValue, queryString } from "./query-string";

export interface ApiRequest {
  method?: "GET" | "POST" | "DELETE";
  query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON; left out = an empty body. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Why the write happens; kept with the version. */
  reason?: string;
  signal?: AbortSignal;
}

/** Header values are bytes; the server reads them as UTF-8, the browser takes them only as Latin-1 characters. */
function reasonHeader(reason: string): Record<string, string> {
  const bytes = new TextEncoder().encode(reason.replace(/\p{Cc}+/gu, " ").trim());
  return { "x-reverie-reason": Array.from(bytes, (byte) => String.fromCharCode(byte)).join("") };
}

/**
 * Calls `/v1${path}` with the session's cookie and reads JSON.
 * The answer's type is the caller's word: the server checks its answers against lib/contract in its own tests.
 * @throws ApiError when the server refuses, answers unreadably or cannot be reached; the abort's reason when aborted.
 */
export async function apiFetch<Answer>(path: `/${string}`, request: ApiRequest = {}): Promise<Answer> {
  const hasBody = request.body !== undefined;
  const init: RequestInit = {
    method: request.method ?? "GET",
    credentials: "same-origin",
    headers: {
      accept: "application/json",
      ...(hasBody ? { "content-type": "application/json" } : {}),
      ...(request.reason ? reasonHeader(request.reason) : {}),
      ...request.headers,
    },
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
    ...(request.signal ? { signal: request.signal } : {}),
  };
  const response = await send(`/v1${path}${queryString(request.query ?? {})}`, init);
  const body = await readJson(response);
  if (!response.ok || body.kind === "unreadable") {
    throw apiErrorOf(response.status, body.kind === "json" ? body.value : null, response.headers.get("request-id"));
  }
  return body.value as Answer;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachableError();
  }
}

async function readJson(response: Response): Promise<{ kind: "json"; value: unknown } | { kind: "unreadable" }> {
  try {
    return { kind: "json", value: await response.json() };
  } catch {
    return { kind: "unreadable" };
  }
}
