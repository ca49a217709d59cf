import type { MiddlewareHandler } from "hono";
import { authenticate } from "@/lib/auth/authenticate";
import { timestamp } from "@/lib/contract/common";
import { reasonHeaderLimitCharacters } from "@/lib/contract/limits";
import { newId } from "@/lib/db/ids";
import { getApplicationPool } from "@/lib/db/pool";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { PermissionError } from "@/lib/errors/permission-error";
import { scrubbers } from "@/lib/govern/scrubbers";
import { preferDirectAnswers, setAnswerHeader } from "./answer-directly";
import type { ApiEnv } from "./router";

/** Gives every request an id before anything can fail, and says so in the answer. */
export const assignRequestId: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const requestId = newId("request");
  c.set("requestId", requestId);
  if (c.env?.outgoing !== undefined) {
    setAnswerHeader(c, "request-id", requestId);
    setAnswerHeader(c, "cache-control", "no-store");
    if (c.req.header("idempotency-key") === undefined) preferDirectAnswers(c);
    return next();
  }
  await next();
  c.res.headers.set("request-id", requestId);
  c.res.headers.set("cache-control", c.res.headers.get("cache-control") ?? "no-store");
};

/** Finds out who asks and builds the context that the use cases run in. */
export const requestContext: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.req.url.includes("%00")) throw new InvalidRequestError("The address must not contain the character U+0000.");
  const pool = getApplicationPool();
  const { actor, via } = await authenticate(pool, {
    method: c.req.method,
    header: (name) => c.req.header(name),
  });
  refuseOtherWorkspace(c.req.header("anthropic-workspace-id"), actor.workspaceId);
  c.set("ctx", {
    actor,
    pool,
    tx: null,
    clock: () => new Date(),
    via,
    reason: readReason(c.req.header("x-reverie-reason")),
    asOf: readAsOf(c.req.header("x-reverie-as-of")),
    requestId: c.get("requestId"),
    address: c.env?.incoming?.socket?.remoteAddress ?? null,
    scrubbers,
  });
  setAnswerHeader(c, "anthropic-workspace-id", actor.workspaceId);
  await next();
};

function refuseOtherWorkspace(header: string | undefined, workspaceId: string): void {
  if (header === undefined || header === "" || header === workspaceId) return;
  throw new PermissionError("anthropic-workspace-id: this credential belongs to another workspace.");
}

function readReason(header: string | undefined): string | null {
  if (header === undefined || header === "") return null;
  const reason = decodeHeaderText(header);
  if ([...reason].length > reasonHeaderLimitCharacters || /\p{Cc}/u.test(reason)) {
    throw new InvalidRequestError(
      `x-reverie-reason: must have at most ${reasonHeaderLimitCharacters} characters and no control characters.`,
    );
  }
  return reason;
}

function readAsOf(header: string | undefined): Date | null {
  if (header === undefined || header === "") return null;
  if (!timestamp.safeParse(header).success) throw new InvalidRequestError("x-reverie-as-of: must be an RFC 3339 time.");
  return new Date(header);
}

/** HTTP gives header bytes as Latin-1; clients that write UTF-8 are read as they meant. */
function decodeHeaderText(header: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(header, "latin1"));
  } catch {
    return header;
  }
}
