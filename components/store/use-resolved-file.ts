"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { storeTreeOptions, type TreeRow } from "@/lib/client/memories";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import { type ResolvedFile, resolveFile } from "./resolve-file";
import { fileAtPath } from "./tree-files";

interface Address {
  storeId: string;
  path: string | null;
  version: string | null;
}

/** The file that the address means, found with as few requests as it takes. */
export function useResolvedFile(
  { storeId, path, version }: Address,
  rows: readonly TreeRow[] | undefined,
): ResolvedFile {
  const [seen, setSeen] = useState<{ path: string; memoryId: string } | null>(null);
  const named = useQuery({ ...memoryVersionOptions(storeId, version ?? ""), enabled: version !== null });
  const seenMemoryId = seen !== null && seen.path === path ? seen.memoryId : null;
  // While a version is looked up it is taken for one of the file that stands here: so it is nearly always, and nothing flickers.
  const versionMemoryId =
    version === null || named.isError ? null : (named.data?.memory_id ?? seenMemoryId ?? undefined);
  const isLiving = path === null || (rows !== undefined && fileAtPath(rows, path, null).kind === "found");
  const deleted = useQuery({
    ...storeTreeOptions(storeId, { include_deleted: true }),
    enabled: rows !== undefined && !isLiving && versionMemoryId === null,
  });
  const file = resolveFile({
    path,
    rows,
    deletedRows: deleted.isError ? [] : deleted.data,
    versionMemoryId,
    seenMemoryId,
  });
  const isHere = file.kind === "gone" || (file.kind === "live" && file.path === path);
  if (path !== null && isHere && file.memoryId !== seenMemoryId) setSeen({ path, memoryId: file.memoryId });
  return file;
}
