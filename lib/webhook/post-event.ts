import { type LookupAddress, lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address";
import { hostOf, mayReachPrivate } from "./refuse-private-host";

export type PostOutcome =
  | { kind: "answered"; status: number }
  | { kind: "failed"; error: "private_address" | "unknown_host" | "timeout" | "connection" }
  | { kind: "stopped" };

const timeLimitMs = 10_000;

class PrivateAddressError extends Error {}

/**
 * Sends a body and gives the status of the answer, nothing else of which is read. Follows no redirect, and connects only
 * to addresses that were checked: the name is resolved once, by the connection itself. Never throws.
 */
export function postEvent(
  target: { url: string; headers: Record<string, string>; body: string },
  stopping: AbortSignal,
): Promise<PostOutcome> {
  const url = new URL(target.url);
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isAllowed(host)) return Promise.resolve({ kind: "failed", error: "private_address" });
  const time = AbortSignal.timeout(timeLimitMs);
  return new Promise((resolve) => {
    const request = (url.protocol === "https:" ? https : http).request(
      url,
      {
        method: "POST",
        // A connection of its own, so that none is kept to an address that was checked long ago.
        agent: false,
        lookup: lookupAllowed,
        signal: AbortSignal.any([time, stopping]),
        headers: { ...target.headers, "content-length": String(Buffer.byteLength(target.body)) },
      },
      (response) => {
        resolve({ kind: "answered", status: response.statusCode ?? 0 });
        response.destroy();
      },
    );
    request.on("error", (error) => resolve(explain(error, time, stopping)));
    request.end(target.body);
  });
}

function isAllowed(address: string): boolean {
  return mayReachPrivate() || isPublicAddress(address);
}

/** One address that is not allowed spoils the name: which of them would be used is not ours to choose. */
const lookupAllowed: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => {
    const first = addresses?.[0];
    if (error !== null || first === undefined) return done(error ?? new Error("The name has no address."), "");
    if (!addresses.every(({ address }) => isAllowed(address))) return done(new PrivateAddressError(), "");
    if (options.all === true) return done(null, addresses);
    done(null, first.address, first.family);
  });
};

function explain(error: Error, time: AbortSignal, stopping: AbortSignal): PostOutcome {
  if (stopping.aborted) return { kind: "stopped" };
  if (time.aborted) return { kind: "failed", error: "timeout" };
  if (error instanceof PrivateAddressError) return { kind: "failed", error: "private_address" };
  const code = "code" in error ? error.code : undefined;
  return { kind: "failed", error: code === "ENOTFOUND" || code === "EAI_AGAIN" ? "unknown_host" : "connection" };
}
