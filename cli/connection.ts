import { z } from "zod";
import { errorEnvelope } from "@/lib/contract/common";
import { CliError, exitCodes } from "./cli-error";

/** Sends a request to `/v1` of one server with one key. */
export type Connection = (path: string, init?: RequestInit & { duplex?: "half" }) => Promise<Response>;

const deniedStatuses = [401, 403];

/**
 * Speaks to the server at `url`. Every answer but a success is thrown as a CliError that says in words what the server
 * said, or that nobody answered.
 */
export function connect(url: string, apiKey: string | undefined): Connection {
  const base = parseUrl(url);
  if (apiKey === undefined || apiKey === "") {
    throw new CliError("Set REVERIE_API_KEY to an API key of the server.", exitCodes.denied);
  }
  return async (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("x-api-key", apiKey);
    let response: Response;
    try {
      response = await fetch(new URL(path, base), { ...init, headers });
    } catch (error) {
      throw new CliError(`${base.origin} does not answer: ${causeOf(error)}.`, exitCodes.unreachable);
    }
    if (response.ok) return response;
    const code = deniedStatuses.includes(response.status) ? exitCodes.denied : exitCodes.failed;
    const { message, reason } = await refusalOf(response);
    throw new CliError(message, code, reason);
  };
}

/** Reads an answer as JSON of the given form. Throws CliError for anything else. */
export async function readAnswer<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new CliError("The server's answer cannot be read: is it a Reverie of this version?");
  return parsed.data;
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new CliError(
      `--url: ${JSON.stringify(text)} is not an address such as http://127.0.0.1:3000.`,
      exitCodes.usage,
    );
  }
  return url;
}

const reasoned = z.object({ reverie: z.object({ reason: z.string() }) });

async function refusalOf(response: Response): Promise<{ message: string; reason: string | null }> {
  const envelope = errorEnvelope.safeParse(await response.json().catch(() => null));
  if (!envelope.success) return { message: `The server answered ${response.status}.`, reason: null };
  const retry = response.headers.get("retry-after");
  const { message } = envelope.data.error;
  const reason = reasoned.safeParse(envelope.data.error).data?.reverie.reason ?? null;
  return { message: retry === null ? message : `${message} Try again in ${retry} s.`, reason };
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message || String("code" in cause ? cause.code : cause.name) : String(cause);
}
