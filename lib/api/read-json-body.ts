import type { IncomingMessage } from "node:http";
import type { MiddlewareHandler } from "hono";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { RequestTooLargeError } from "@/lib/errors/request-too-large-error";
import type { ApiEnv } from "./router";

const megabyteBytes = 1024 * 1024;
const defaultLimitBytes = megabyteBytes;
const largeLimitBytes = 32 * megabyteBytes;
const depthLimit = 100;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Routes that read their own body as a stream. */
const streamedPath = /^\/v1\/(sessions\/import|memory_stores\/[^/]+\/import)$/;
const largePath = /^\/v1\/(sessions(\/|$)|dreams\/[^/]+\/review$|memory_stores\/[^/]+\/memories\/batch$)/;

/** Whether the route reads its body itself, as it comes. */
export function isStreamedPath(path: string): boolean {
  return streamedPath.test(path);
}

/**
 * Reads a request's JSON once, bounded, and hands it to the validators. Refuses before the end what is too large, and
 * what PostgreSQL's text or UTF-8 could not hold, so that hash and content can never differ.
 */
export const readJsonBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { method, path } = c.req;
  if (method === "GET" || method === "HEAD" || isStreamedPath(path)) return next();
  const limitBytes = largePath.test(path) ? largeLimitBytes : defaultLimitBytes;
  const bytes = (await readAnnounced(c.env?.incoming, limitBytes)) ?? (await readBounded(c.req.raw, limitBytes));
  // Routes that need no body take none, and {} as well; where one is needed, its schema says what is missing.
  const value = bytes.length === 0 ? {} : parseObject(bytes);
  refuseUnstorableText(value);
  // The validators skip bodies without a JSON type; the value is parsed here, so the type is set here too.
  if (c.req.header("content-type") !== "application/json") {
    c.req.raw = new Request(c.req.raw.url, { method, headers: withJsonType(c.req.raw.headers) });
  }
  // Hono would write the value as text again and parse that, for each that asks.
  c.req.json = <T>() => Promise.resolve(value as T);
  return next();
};

function withJsonType(original: Headers): Headers {
  const headers = new Headers(original);
  headers.set("content-type", "application/json");
  return headers;
}

/**
 * A body whose announced length is within the limit, straight from Node, which takes no byte more than announced; null
 * for any other.
 */
async function readAnnounced(incoming: IncomingMessage | undefined, limitBytes: number): Promise<Uint8Array | null> {
  const announcedBytes = Number(incoming?.headers["content-length"] ?? Number.NaN);
  if (incoming === undefined || !(announcedBytes <= limitBytes)) return null;
  const chunks: Buffer[] = [];
  await new Promise<void>((settle, fail) => {
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.once("end", settle);
    incoming.once("error", fail);
    incoming.once("close", () => fail(new InvalidRequestError("The body ended before its announced length.")));
  });
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

async function readBounded(request: Request, limitBytes: number): Promise<Uint8Array> {
  const tooLarge = new RequestTooLargeError(`The body is larger than ${limitBytes} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge;
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseObject(bytes: Uint8Array): object {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch (error) {
    const cause = error instanceof SyntaxError ? "is not valid JSON" : "is not valid UTF-8";
    throw new InvalidRequestError(`The body ${cause}.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidRequestError("The body must be a JSON object.");
  }
  return value;
}

/** Iterative, because a hostile body can be nested deeper than the stack. */
function refuseUnstorableText(root: object): void {
  const open: { value: object; place: string; depth: number }[] = [{ value: root, place: "", depth: 1 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.depth > depthLimit) throw new InvalidRequestError(`The body is nested deeper than ${depthLimit} levels.`);
    for (const [key, value] of Object.entries(node.value)) {
      refuseText(key, node.place);
      // Schemas leave this key out without a word, so that metadata would lose a pair.
      if (key === "__proto__" && node.depth <= 2)
        throw new InvalidRequestError("The body must not have the key __proto__.");
      const place = node.place === "" ? key : `${node.place}.${key}`;
      if (typeof value === "string") refuseText(value, place);
      else if (typeof value === "object" && value !== null) open.push({ value, place, depth: node.depth + 1 });
    }
  }
}

function refuseText(text: string, place: string): void {
  const where = place === "" ? "The body" : place.slice(0, 200);
  if (text.includes("\0")) throw new InvalidRequestError(`${where}: must not contain the character U+0000.`);
  if (!text.isWellFormed()) throw new InvalidRequestError(`${where}: must not contain an unpaired surrogate.`);
}
