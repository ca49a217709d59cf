/**
 * The memory path that a relative link in the memory at `from` points to, without its query and fragment;
 * null when it climbs above the root or names a folder.
 */
export function resolveMemoryPath(from: string, href: string): string | null {
  const bare = decode(href.replace(/[?#].*$/s, ""));
  if (bare === null || bare === "" || bare.endsWith("/")) return null;
  const start = bare.startsWith("/") ? [] : from.split("/").slice(1, -1);
  const segments = [...start];
  for (const segment of bare.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.length === 0 ? null : `/${segments.join("/")}`;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
