import { routes } from "@/lib/client/routes";
import type { Crumb } from "../shell/crumbs";

/** Stores / team-sre / alerts / disk.md; a folder leads to the store with its files in view. */
export function storeCrumbs(store: { id: string; name: string }, path: string | null): Crumb[] {
  const start: Crumb[] = [{ label: "Stores", href: routes.stores }];
  if (path === null) return [...start, { label: store.name }];
  const segments = path.slice(1).split("/");
  const folders = segments.slice(0, -1).map((name, index): Crumb => {
    const folder = `/${segments.slice(0, index + 1).join("/")}/`;
    return { label: name, href: `${routes.store(store.id)}?${new URLSearchParams({ find: folder })}` };
  });
  return [...start, { label: store.name, href: routes.store(store.id) }, ...folders, { label: segments.at(-1) ?? "" }];
}
