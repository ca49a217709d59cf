import { headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "@/lib/access/actor";
import { isAllowedHost } from "@/lib/auth/allowed-host";
import { findActorByCookie } from "@/lib/auth/find-actor";
import { readSessionCookie } from "@/lib/auth/session-cookie";
import { getApplicationPool } from "@/lib/db/pool";

/** The signed-in person of this request, or null. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const head = await headers();
  if (!isAllowedHost(head.get("host") ?? undefined)) return null;
  const claim = await readSessionCookie(head.get("cookie") ?? undefined);
  return claim === null ? null : findActorByCookie(getApplicationPool(), claim);
});
