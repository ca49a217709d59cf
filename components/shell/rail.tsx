"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../ui/cn";
import { formatCompact } from "../ui/format-count";
import { type Place, placeOf, places } from "./places";
import { ReverieMark } from "./reverie-mark";

/** 48 px of icons; labels come out on hover and focus, and stay out from 1440 px on. */
export function Rail({ dreamsToReview }: { dreamsToReview: number }) {
  const current = placeOf(usePathname());
  return (
    <div className="relative hidden w-12 shrink-0 sm:block wide:w-48">
      <nav
        aria-label="Places"
        className="group/rail absolute inset-y-0 left-0 z-30 flex w-12 flex-col gap-0.5 overflow-hidden border-r border-line bg-canvas px-2 pb-2 transition-[width] delay-100 focus-within:w-48 focus-within:shadow-float hover:w-48 hover:shadow-float wide:w-48 wide:shadow-none! wide:transition-none"
      >
        <Link
          href="/"
          prefetch={false}
          className="mb-1 flex h-11 shrink-0 items-center gap-2.5 rounded-md px-1.5 text-14 font-semibold"
        >
          <ReverieMark className="size-5 shrink-0" />
          <span className={cn(label, "tracking-tight")}>Reverie</span>
        </Link>
        {places.map((place) => (
          <RailLink
            key={place.id}
            place={place}
            isCurrent={place === current}
            count={place.id === "dreams" ? dreamsToReview : 0}
          />
        ))}
      </nav>
    </div>
  );
}

const label =
  "opacity-0 transition-opacity delay-100 group-focus-within/rail:opacity-100 group-hover/rail:opacity-100 wide:opacity-100 wide:transition-none";

function RailLink({ place, isCurrent, count }: { place: Place; isCurrent: boolean; count: number }) {
  const isDream = place.id === "dreams";
  return (
    <Link
      href={place.href}
      prefetch={false}
      aria-current={isCurrent ? "page" : undefined}
      className={cn(
        "relative flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2 text-13 text-ink-2 hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2",
        isCurrent && "bg-sunken font-medium text-ink",
        place.id === "settings" && "mt-auto",
      )}
    >
      <place.Icon
        aria-hidden
        className={cn("size-4 shrink-0", isDream && "text-dusk", isDream && isCurrent && "fill-dusk-soft")}
        strokeWidth={1.75}
      />
      <span className={cn(label, "flex-1 truncate")}>{place.label}</span>
      {count > 0 ? (
        <>
          <span
            aria-hidden
            className="absolute top-1 left-6 size-1.5 rounded-full bg-dusk-solid group-focus-within/rail:hidden group-hover/rail:hidden wide:hidden"
          />
          <span className={cn(label, "rounded-sm bg-dusk-soft px-1 text-12 text-dusk tabular")}>
            {formatCompact(count)}
            <span className="sr-only"> to review</span>
          </span>
        </>
      ) : null}
    </Link>
  );
}
