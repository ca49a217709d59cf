import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import type { Via } from "@/lib/contract/memory-version";
import { AuthenticationError } from "@/lib/errors/authentication-error";
import { PermissionError } from "@/lib/errors/permission-error";
import { findSessionByToken } from "@/lib/session/find-session-by-token";
import { isAllowedHost, isSameOrigin } from "./allowed-host";
import { findActorByApiKey, findActorByCookie } from "./find-actor";
import { readSessionCookie } from "./session-cookie";

export interface RequestHead {
  method: string;
  header: (name: string) => string | undefined;
}

/**
 * Who sent a request: `Authorization: Bearer` or `x-api-key` with an API key or a session token, else the cookie of a
 * signed-in person. Throws AuthenticationError, and PermissionError for a cookie used from elsewhere.
 */
export async function authenticate(pool: pg.Pool, request: RequestHead): Promise<{ actor: Actor; via: Via }> {
  const secret = bearerSecret(request.header("authorization")) ?? request.header("x-api-key");
  if (secret !== undefined && secret !== "") return authenticateSecret(pool, secret);
  const claim = await readSessionCookie(request.header("cookie"));
  const actor = claim === null ? null : await findActorByCookie(pool, claim);
  if (actor === null) {
    throw new AuthenticationError("Send an API key as Authorization: Bearer or x-api-key, or sign in.");
  }
  requireOwnPage(request);
  return { actor, via: "console" };
}

async function authenticateSecret(pool: pg.Pool, secret: string): Promise<{ actor: Actor; via: Via }> {
  const now = new Date();
  const session = await findSessionByToken(pool, secret, now);
  if (session !== null) return { actor: session, via: "mount" };
  const actor = await findActorByApiKey(pool, secret, now);
  if (actor === null) throw new AuthenticationError("The API key is unknown, expired or revoked.");
  return { actor, via: "api" };
}

function bearerSecret(header: string | undefined): string | undefined {
  const match = /^Bearer +(\S+) *$/i.exec(header ?? "");
  return match?.[1];
}

/** Browsers attach cookies to requests that other sites make; only our own pages may use them to change something. */
function requireOwnPage(request: RequestHead): void {
  const host = request.header("host");
  if (!isAllowedHost(host)) throw new PermissionError("This host name is not one of ours. Set REVERIE_PUBLIC_URL.");
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.header("origin");
  const secFetchSite = request.header("sec-fetch-site");
  const isOwn = isSameOrigin({
    ...(host === undefined ? {} : { host }),
    ...(origin === undefined ? {} : { origin }),
    ...(secFetchSite === undefined ? {} : { secFetchSite }),
  });
  if (!isOwn) throw new PermissionError("A signed-in browser may change things only from our own pages.");
}
