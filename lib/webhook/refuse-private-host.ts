import { isIP } from "node:net";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { isPublicAddress } from "./public-address";

/** Whether webhooks may be sent into the private network, as `REVERIE_WEBHOOK_ALLOW_PRIVATE` says. */
export function mayReachPrivate(): boolean {
  return process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE === "true";
}

/** The host as it is looked up: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

/**
 * Throws InvalidRequestError for an address that shows its fault already. What a name stands for is looked at again at
 * every delivery, since it may change.
 */
export function refusePrivateHost(url: URL): void {
  if (url.username !== "" || url.password !== "") throw new InvalidRequestError("url: must hold no user and password.");
  if (mayReachPrivate()) return;
  const host = hostOf(url);
  const isLocalName = /(?:^|\.)localhost\.?$/.test(host);
  if (isLocalName || (isIP(host) !== 0 && !isPublicAddress(host))) {
    throw new InvalidRequestError("url: leads into a private network. REVERIE_WEBHOOK_ALLOW_PRIVATE=true allows it.");
  }
}
