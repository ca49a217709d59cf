import type { DreamWorld } from "./world";

/** The folder name under which a store of this name is mounted. */
function mountSlug(storeName: string): string {
  return storeName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** Resolves `.` and `..` of a path; null when it climbs above the root. */
export function normalisePath(path: string): string | null {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === ".." && segments.pop() === undefined) return null;
    if (segment !== "..") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}

/** A target inside this store: without the mount's prefix, or null where it names another store's mount. */
export function insideStore(target: string, world: DreamWorld): string | null {
  const mounted = /^\/(?:mnt\/memory|memories)\/([^/]+)(\/.*)?$/.exec(target);
  if (!mounted) return target;
  return mounted[1] === mountSlug(world.store.name) ? (mounted[2] ?? "/") : null;
}
