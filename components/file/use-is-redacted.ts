"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryVersionOptions } from "@/lib/client/memory-versions";

/** Whether a version is known to be redacted; it is looked at anew as the store changes. */
export function useIsRedacted(storeId: string, versionId: string | null): boolean {
  const { data } = useQuery({ ...memoryVersionOptions(storeId, versionId ?? ""), enabled: versionId !== null });
  return typeof data?.redacted_at === "string";
}
