"use client";
import { type ReactNode, type RefObject, startTransition, useEffect, useRef, useState } from "react";

interface DrawnWhenNearProps {
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** Drawn whether near or not; what was drawn once stays. */
  isWanted: boolean;
  /** About how high it will be. */
  heightRem: number;
  /** Stands in for it until then. */
  label: string;
  children: () => ReactNode;
}

/** A part of a long page that is drawn once the reader comes within two windows of it. */
export function DrawnWhenNear({ scroller, isWanted, heightRem, label, children }: DrawnWhenNearProps) {
  const [wasNear, setWasNear] = useState(isWanted);
  if (isWanted && !wasNear) setWasNear(true);
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (wasNear || place.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) startTransition(() => setWasNear(true));
      },
      { root: scroller.current, rootMargin: "200% 0px" },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [wasNear, scroller]);
  if (wasNear || isWanted) return children();
  return (
    <p ref={place} className="text-12 text-ink-3" style={{ minHeight: `${heightRem}rem` }}>
      {label}
    </p>
  );
}
