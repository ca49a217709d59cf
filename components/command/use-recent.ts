"use client";
import { useRouter } from "next/navigation";
import { useEffect, useMemo } from "react";
import { parseVisits, type Visit, withVisit } from "./recent-visits";

const key = "reverie.recent";

/** The pages visited last, newest first, for the palette. */
export function useRecent(): (Visit & { go: () => void })[] {
  const router = useRouter();
  return useMemo(
    () => parseVisits(readStored()).map((visit) => ({ ...visit, go: () => router.push(visit.href) })),
    [router],
  );
}

/** Remembers this page under its title. Titles stay in this browser only. */
export function useRecordVisit(title: string, context: string): void {
  useEffect(() => {
    const href = window.location.pathname;
    try {
      localStorage.setItem(key, JSON.stringify(withVisit(parseVisits(readStored()), { href, title, context })));
    } catch {
      // A full or forbidden storage only costs the list of recent pages.
    }
  }, [title, context]);
}

function readStored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
