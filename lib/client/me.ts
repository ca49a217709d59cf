import { queryOptions } from "@tanstack/react-query";
import type { Permission } from "@/lib/contract/permission";
import type { Whoami } from "@/lib/contract/whoami";
import { apiFetch } from "./api-fetch";

export type Me = Whoami;

/** The person whose cookie this is, with what they may do. */
export const meOptions = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => apiFetch<Whoami>("/whoami", { signal }),
    staleTime: 5 * 60_000,
    retry: false,
  });

/** Whether the person holds a permission; false until it is known, so that nothing is offered and then refused. */
export function mayDo(me: Me | undefined, permission: Permission): boolean {
  return me?.permissions.includes(permission) ?? false;
}
