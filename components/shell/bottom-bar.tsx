"use client";
import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../ui/cn";
import { Menu, MenuItem } from "../ui/menu";
import { placeOf, places } from "./places";

const face =
  "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-12 text-ink-2 focus-visible:-outline-offset-2";

/** The rail of phones. */
export function BottomBar() {
  const current = placeOf(usePathname());
  const roomFor = places.length > 5 ? 4 : 5;
  const [shown, more] = [places.slice(0, roomFor), places.slice(roomFor)];
  return (
    <nav
      aria-label="Places"
      className="flex shrink-0 border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {shown.map((place) => (
        <Link
          key={place.id}
          href={place.href}
          prefetch={false}
          aria-current={place === current ? "page" : undefined}
          className={cn(face, place === current && "font-medium text-ink")}
        >
          <place.Icon aria-hidden className={cn("size-5", place.id === "dreams" && "text-dusk")} strokeWidth={1.75} />
          {place.label}
        </Link>
      ))}
      {more.length === 0 ? null : (
        <Menu
          side="top"
          trigger={
            <button
              type="button"
              className={cn(face, more.some((place) => place === current) && "font-medium text-ink")}
            >
              <Ellipsis aria-hidden className="size-5" strokeWidth={1.75} />
              More
            </button>
          }
        >
          {more.map((place) => (
            <MenuItem key={place.id} href={place.href} icon={<place.Icon aria-hidden />}>
              {place.label}
            </MenuItem>
          ))}
        </Menu>
      )}
    </nav>
  );
}
