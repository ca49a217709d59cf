export type SafeHref =
  | { kind: "external"; href: string; host: string }
  | { kind: "fragment"; href: string }
  | { kind: "internal"; path: string }
  | { kind: "dropped" };

const base = "https://memory.invalid/";
const allowed = new Set(["http:", "https:", "mailto:"]);

/**
 * What a link in memory text may do. The browser's own parser decides what the address is, so that tabs in a scheme,
 * backslashes for slashes and the like cannot smuggle one past; every scheme but http, https and mailto is dropped.
 */
export function safeHref(href: string | undefined): SafeHref {
  if (href === undefined || href === "") return { kind: "dropped" };
  if (href.startsWith("#")) return { kind: "fragment", href };
  let url: URL;
  try {
    url = new URL(href, base);
  } catch {
    return { kind: "dropped" };
  }
  if (!allowed.has(url.protocol)) return { kind: "dropped" };
  // A name and password before the host serve only to make one address look like another.
  if (url.username !== "" || url.password !== "") return { kind: "dropped" };
  if (url.protocol === "https:" && url.host === "memory.invalid") return { kind: "internal", path: href };
  return { kind: "external", href: url.href, host: url.protocol === "mailto:" ? url.pathname : url.host };
}
