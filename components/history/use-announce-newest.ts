"use client";
import { useEffect, useRef } from "react";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { formatCount } from "../ui/format-count";
import { useAnnounce } from "../ui/live-region";

/** Says to screen readers how many versions came in while the list was open. */
export function useAnnounceNewest(versions: readonly MemoryVersion[], where: string): void {
  const announce = useAnnounce();
  const known = useRef<string | null>(null);
  const newest = versions[0]?.id ?? null;
  useEffect(() => {
    if (newest === null || newest === known.current) return;
    const before = known.current;
    known.current = newest;
    if (before === null) return;
    const count = versions.findIndex(({ id }) => id === before);
    announce(`${count > 0 ? formatCount(count, "new version") : "New versions"} ${where}`);
  }, [newest, versions, where, announce]);
}
