import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { ApiEnv } from "./router";

/**
 * Writes a JSON text straight to Node's response where there is one, since a web Response and its stream cost a third
 * of a small request. Null under Next, which wants the Response.
 */
export function answerDirectly(
  c: Context<ApiEnv>,
  status: number,
  text: string,
  headers: Record<string, string> = { "content-type": "application/json" },
): Response | null {
  const outgoing = outgoingOf(c);
  // An answer that is kept under an Idempotency-Key goes out only once it is committed.
  if (outgoing === null || c.req.header("idempotency-key") !== undefined) return null;
  outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) });
  outgoing.end(text);
  return RESPONSE_ALREADY_SENT;
}

/** Makes every `c.json` of this request answer directly. Not for one whose answer somebody reads afterwards. */
export function preferDirectAnswers(c: Context<ApiEnv>): void {
  const throughResponse = c.json as (value: unknown, status?: unknown, headers?: unknown) => Response;
  const direct = (value: unknown, status: unknown = 200, headers?: unknown) => {
    const isPlain = typeof status === "number" && headers === undefined;
    return (
      (isPlain ? answerDirectly(c, status, JSON.stringify(value)) : null) ?? throughResponse(value, status, headers)
    );
  };
  // Routes see the typed Response that they promise; what is sent is the same text.
  c.json = direct as typeof c.json;
}

/** Sets a header of the answer, whichever way it will be sent. */
export function setAnswerHeader(c: Context<ApiEnv>, name: string, value: string): void {
  const outgoing = outgoingOf(c);
  if (outgoing === null) c.header(name, value);
  else outgoing.setHeader(name, value);
}

function outgoingOf(c: Context<ApiEnv>): ServerResponse | null {
  return c.env?.outgoing ?? null;
}
