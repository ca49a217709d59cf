import { Database, History, MessagesSquare, Moon, Search, Settings } from "lucide-react";
import { routes } from "@/lib/client/routes";

export const places = [
  { id: "stores", label: "Stores", href: routes.stores, keys: "g s", Icon: Database },
  { id: "sessions", label: "Sessions", href: routes.sessions, keys: "g e", Icon: MessagesSquare },
  { id: "dreams", label: "Dreams", href: routes.dreams, keys: "g d", Icon: Moon },
  { id: "search", label: "Search", href: routes.search(), keys: "g f", Icon: Search },
  { id: "activity", label: "Activity", href: routes.audit, keys: "g a", Icon: History },
  { id: "settings", label: "Settings", href: routes.settings, keys: "g ,", Icon: Settings },
] as const;

export type Place = (typeof places)[number];

/** The place of the rail that an address belongs to. */
export function placeOf(pathname: string): Place | null {
  return places.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`)) ?? null;
}
