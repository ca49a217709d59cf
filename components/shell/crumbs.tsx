"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { createContext, type ReactNode, useContext, useState } from "react";
import { createPortal } from "react-dom";
import { cn } from "../ui/cn";

export interface Crumb {
  label: string;
  /** Left out for the page itself. */
  href?: string;
}

const Slot = createContext<{ element: HTMLElement | null; setElement: (element: HTMLElement | null) => void }>({
  element: null,
  setElement: () => undefined,
});

export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  return <Slot value={{ element, setElement }}>{children}</Slot>;
}

/** Where the top bar shows them. */
export function CrumbsSlot() {
  const { setElement } = useContext(Slot);
  return <div ref={setElement} className="flex min-w-0 flex-1 items-center" />;
}

/** The way here, shown in the top bar; each page gives its own. */
export function Crumbs({ items }: { items: readonly Crumb[] }) {
  const { element } = useContext(Slot);
  if (element === null || items.length === 0) return null;
  return createPortal(
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-13">
        {items.map((crumb, index) => (
          <li
            key={`${crumb.href ?? ""} ${crumb.label}`}
            className={cn(
              "items-center gap-1",
              index < items.length - 2 ? "hidden md:flex" : "flex",
              // What is short stays whole, and the page's own name gives way last.
              index === 0 ? "max-w-40 shrink-0" : index === items.length - 1 ? "min-w-16 shrink" : "min-w-8 shrink-[6]",
            )}
          >
            {index === 0 ? null : (
              <ChevronRight
                aria-hidden
                className={cn("size-3.5 shrink-0 text-ink-3", index === items.length - 2 && "hidden md:block")}
              />
            )}
            {crumb.href === undefined ? (
              <span aria-current="page" className="truncate font-medium">
                {crumb.label}
              </span>
            ) : (
              <Link href={crumb.href} prefetch={false} className="truncate rounded-sm text-ink-2 hover:text-ink">
                {crumb.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>,
    element,
  );
}
