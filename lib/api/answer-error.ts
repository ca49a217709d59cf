import type { Context } from "hono";
import { isAppError } from "@/lib/errors/app-error";
import { errorBody } from "@/lib/errors/error-body";
import { getLogger } from "@/lib/observe/logger";
import { answerDirectly } from "./answer-directly";
import type { ApiEnv } from "./router";

/** The one place that turns a thrown thing into an answer. */
export function answerError(error: unknown, c: Context<ApiEnv>): Response {
  const requestId = c.get("requestId") ?? null;
  const { status, body } = errorBody(error, requestId);
  const headers: Record<string, string> = { "content-type": "application/json", "cache-control": "no-store" };
  if (requestId !== null) headers["request-id"] = requestId;
  if (isAppError(error)) {
    if (error.shouldRetry !== null) headers["x-should-retry"] = String(error.shouldRetry);
    if (error.retryAfterSeconds !== null) headers["retry-after"] = String(Math.ceil(error.retryAfterSeconds));
  } else {
    getLogger().error({ requestId, route: c.req.routePath, err: error }, "request failed");
  }
  const text = JSON.stringify(body);
  return answerDirectly(c, status, text, headers) ?? new Response(text, { status, headers });
}
