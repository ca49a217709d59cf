const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The hosts that people may reach us under; anything else may be a rebound DNS name of a page in their browser. */
export function isAllowedHost(host: string | undefined, publicUrl = process.env.REVERIE_PUBLIC_URL): boolean {
  if (host === undefined) return false;
  const name = hostName(`http://${host}`);
  if (name === null) return false;
  return loopbackNames.has(name) || (publicUrl !== undefined && name === hostName(publicUrl));
}

/** True when a browser's request comes from our own pages, by Origin or else by Sec-Fetch-Site. */
export function isSameOrigin(headers: { host?: string; origin?: string; secFetchSite?: string }): boolean {
  if (headers.origin !== undefined) return originHost(headers.origin) === headers.host;
  return headers.secFetchSite === "same-origin";
}

function hostName(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
