"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import type { Memory } from "@/lib/contract/memory";

interface ShownMemory {
  shown: Memory;
  /** A newer text is there, and the reader has not asked for it yet. */
  isBehind: boolean;
  showNewest: () => void;
}

/**
 * The text that the reader began to read, held still while others write: what is read must not move. It gives way by itself
 * when nothing but the path changed, and when the held text was redacted.
 */
export function useShownMemory(newest: Memory): ShownMemory {
  const [shown, setShown] = useState(newest);
  const isBehind = shown.memory_version_id !== newest.memory_version_id;
  const held = useQuery({
    ...memoryVersionOptions(newest.memory_store_id, shown.memory_version_id),
    enabled: isBehind,
  });
  const isSameText = shown.content_sha256 === newest.content_sha256;
  if (isBehind && (isSameText || held.data?.redacted_at)) setShown(newest);
  return { shown, isBehind: isBehind && !isSameText, showNewest: () => setShown(newest) };
}
