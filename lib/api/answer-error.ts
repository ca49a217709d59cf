import type { Context } from "hono";
import { isAppError } from "@/lib/errors/app-error";
import { errorBody } from "@/lib/errors/error-body";
import { getLogger } from "@/lib/observe/logger";
import type { ApiEnv } from "./router";

/** The one place that turns a thrown thing into an answer. */
export function answerError(error: unknown, c: Context<ApiEnv>): Response {
  const requestId = c.get("requestId") ?? null;
  const { status, body } = errorBody(error, requestId);
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (requestId !== null) headers.set("request-id", requestId);
  if (isAppError(error)) {
    if (error.shouldRetry !== null) headers.set("x-should-retry", String(error.shouldRetry));
    if (error.retryAfterSeconds !== null) headers.set("retry-after", String(Math.ceil(error.retryAfterSeconds)));
  } else {
    const { name, code, stack } = describeUnknown(error);
    getLogger().error({ requestId, route: c.req.routePath, name, code, stack }, "request failed");
  }
  return new Response(JSON.stringify(body), { status, headers });
}

/** The message is left out: a database's message can quote a memory. Stack frames alone say where. */
function describeUnknown(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { name: error.name, code: "code" in error ? error.code : undefined, stack: frames?.join("\n") };
}
