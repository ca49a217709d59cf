import type { Context } from "hono";
import type { Actor } from "@/lib/access/actor";
import { authenticate } from "@/lib/auth/authenticate";
import { isAppError } from "@/lib/errors/app-error";
import { type ErrorBody, errorBody } from "@/lib/errors/error-body";
import { PermissionError } from "@/lib/errors/permission-error";
import type { ApiEnv } from "./router";

const lookEveryMs = 2_000;
const credentialHeaders = ["authorization", "x-api-key", "cookie", "host", "origin", "sec-fetch-site"];

/**
 * Looks every two seconds whether who opened a stream may still have it, and calls `onLost` once when its credential was
 * revoked, has expired or means something else by now. Returns what stops the looking.
 */
export function watchCredential(c: Context<ApiEnv>, onLost: (error: ErrorBody) => void): () => void {
  const { actor, pool } = c.get("ctx");
  const requestId = c.get("requestId");
  // Copied, since the request itself may be gone while its stream lasts.
  const headers = new Map(credentialHeaders.map((name) => [name, c.req.header(name)]));
  const held = rightsOf(actor);
  const look = async () => {
    try {
      const now = await authenticate(pool, { method: "GET", header: (name) => headers.get(name) });
      if (rightsOf(now.actor) === held) return;
      throw new PermissionError("What this credential may do has changed. Open the stream again.");
    } catch (error) {
      // A database that is away says nothing about the credential.
      if (!isAppError(error)) return;
      stop();
      onLost(errorBody(error, requestId).body);
    }
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  timer.unref();
  const stop = () => clearInterval(timer);
  return stop;
}

function rightsOf({ kind, id, permissions, reach }: Actor): string {
  const stores = reach.kind === "workspace" ? "*" : [...reach.access].map((grant) => JSON.stringify(grant)).sort();
  return JSON.stringify([kind, id, [...permissions].sort(), stores]);
}
