import type { Context, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { RunningElsewhereError } from "@/lib/errors/running-elsewhere-error";
import { type Answer, answerOnce } from "./answer-once";
import { isStreamedPath } from "./read-json-body";
import type { ApiEnv } from "./router";
import { takeTurn } from "./take-turn";

const keptHeaders = ["content-type", "x-should-retry"];

/**
 * Carries a request with an Idempotency-Key out once: its answer is kept with what it wrote, and sending it again gives
 * that answer. Requests without the header pass untouched.
 */
export const idempotency: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const key = c.req.header("idempotency-key");
  if (key === undefined || c.req.method === "GET" || c.req.method === "HEAD") return next();
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new InvalidRequestError("idempotency-key: must have 1 to 255 visible ASCII characters.");
  }
  const { path, search } = { path: c.req.path, search: new URL(c.req.url).search };
  if (isStreamedPath(path)) {
    throw new InvalidRequestError("idempotency-key: this route reads a stream of any length and cannot compare it.");
  }
  const content = `${search}\n${JSON.stringify(await c.req.json())}`;
  const { answer, isReplay } = await takeTurn(() =>
    answerOnce(c.get("ctx"), { route: `${c.req.method} ${path}`, key, content }, async (tx) => {
      c.set("ctx", { ...c.get("ctx"), tx, isUndoable: true });
      await next();
      return readAnswer(c);
    }),
  );
  if (!isReplay) return;
  c.header("idempotency-replayed", "true");
  return c.body(withRequestId(answer, c.get("requestId")), answer.status as ContentfulStatusCode, answer.headers);
};

async function readAnswer(c: Context<ApiEnv>): Promise<Answer> {
  // The transaction is lost, and with it the chance to carry the request out under this key at this time.
  if (isLostTransaction(c.error)) throw new RunningElsewhereError();
  const headers = keptHeaders.flatMap((name) => {
    const value = c.res.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: c.res.status, headers: Object.fromEntries(headers), body: await c.res.clone().text() };
}

function isLostTransaction(error: Error | undefined): boolean {
  return error !== undefined && "code" in error && error.code === "40P01";
}

/** An error names the request that it answers, which is this one. */
function withRequestId(answer: Answer, requestId: string): string {
  if (answer.status < 400) return answer.body;
  return JSON.stringify({ ...JSON.parse(answer.body), request_id: requestId });
}
