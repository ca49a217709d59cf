import { routes } from "@/lib/client/routes";
import type { Crumb } from "../shell/crumbs";

interface StorePlace {
  /** The path of a file, a folder such as `/alerts/`, or null for the store itself. */
  path: string | null;
  /** The past moment that is shown; each crumb stays in it. */
  at: string | null;
}

/** Stores / team-sre / alerts / disk.md; a folder leads to what stands in it. */
export function storeCrumbs(store: { id: string; name: string }, { path, at }: StorePlace): Crumb[] {
  const view = at === null ? {} : { at };
  const start: Crumb[] = [{ label: "Stores", href: routes.stores }];
  if (path === null) return [...start, { label: store.name }];
  const segments = path.split("/").filter((segment) => segment !== "");
  const folders = segments.slice(0, -1).map((name, index): Crumb => {
    const folder = `/${segments.slice(0, index + 1).join("/")}/`;
    return { label: name, href: routes.folder(store.id, folder, view) };
  });
  return [
    ...start,
    { label: store.name, href: routes.folder(store.id, "/", view) },
    ...folders,
    { label: segments.at(-1) ?? "" },
  ];
}
